// What Python's recorders leave behind, made here, the same in every run.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import jsYaml from 'js-yaml'
import { callOf, dumpedChunk, recordingText } from '../../../../packages/python-fixture-import/src/__fixtures__/recordings.ts'

const chunks = 45

/** llama-stack's: a file each. Five tests share a question's worth of them. */
export function writeLlamaStack(folder: string, count: number): void {
  mkdirSync(folder)
  for (let index = 0; index < count; index++) {
    const words = Array.from({ length: chunks }, (_, word) => dumpedChunk({ content: ` word ${index}.${word}` }))
    const record = callOf({
      testId: testOf(Math.trunc(index / 5)),
      body: {
        model: 'toy-1',
        messages: [{ role: 'user', content: `Question ${index}: ${'why is it so? '.repeat(100)}` }],
        temperature: 'float:0.0',
        stream: true,
      },
      response: { body: [...words, dumpedChunk({}, { finish_reason: 'stop' })], is_streaming: true },
    })
    writeFileSync(join(folder, `${String(index).padStart(64, '0')}.json`), recordingText(record))
  }
}

export function testOf(index: number): string {
  return `tests/integration/inference/test_generated.py::test_chat[${index}]`
}

/** vcrpy's: one file, as PyYAML lays it out. */
export function writeVcrpy(file: string, count: number): void {
  const interactions = Array.from({ length: count }, (_, index) => ({
    request: { body: vcrpyBody(index), headers: { 'Content-Type': ['application/json'] }, method: 'POST', uri: vcrpyUrl },
    response: {
      body: { string: vcrpyAnswer(index) },
      headers: { 'Content-Type': ['application/json'] },
      status: { code: 200, message: 'OK' },
    },
  }))
  writeFileSync(file, jsYaml.dump({ interactions, version: 1 }, { sortKeys: true, noArrayIndent: true, lineWidth: 80 }))
}

export const vcrpyUrl = 'https://api.example.com/v1/chat/completions'

export function vcrpyBody(index: number): string {
  return JSON.stringify({ model: 'toy-1', messages: [{ role: 'user', content: `Question ${index}: ${'why is it so? '.repeat(60)}` }] })
}

export function vcrpyAnswer(index: number): string {
  const message = { role: 'assistant', content: `Answer ${index}: ${'Because that is how it was recorded. '.repeat(40)}` }
  return JSON.stringify({ id: `chatcmpl-${index}`, object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'stop' }] })
}
