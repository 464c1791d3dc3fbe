import { writeFile } from 'node:fs/promises'
import { stringifyCassette } from '@respool/core'
import { cassetteOf, chatRequest, completionBody, interactionOf, sseChunks, streamedCompletion, tempFolder } from '@respool/testkit'
import { expect, test } from 'vitest'
import { call } from '../__fixtures__/call.ts'
import type { Sums } from './sum.ts'

async function folderOfTwo() {
  const folder = await tempFolder()
  const body = JSON.stringify({ ...completionBody({ kind: 'text', text: 'Hi' }), usage: { prompt_tokens: 10, completion_tokens: 5 } })
  const chunks = sseChunks(streamedCompletion('Olá, mundo!'))
  const streamed = (first: number) =>
    interactionOf({ request: chatRequest({ model: 'gpt-5' }), chunks, delays: [first, 0, ...chunks.map(() => 10)] })
  await writeFile(folder.file('a.yaml'), stringifyCassette(cassetteOf(interactionOf({ body }), interactionOf({ body }))))
  await writeFile(folder.file('b.yaml'), stringifyCassette(cassetteOf(streamed(100), streamed(300))))
  return folder
}

test('sums up', async () => {
  await using folder = await folderOfTwo()
  const { code, out } = await call(['stats', '--json'], { cwd: folder.path })
  const sums = JSON.parse(out) as Sums
  const chunks = sseChunks(streamedCompletion('Olá, mundo!')).length
  expect(code).toBe(0)
  expect(sums).toMatchObject({
    cassettes: 2,
    interactions: 4,
    input: 20,
    output: 10,
    models: [
      { name: 'gpt-4o', interactions: 2, input: 20, output: 10 },
      { name: 'gpt-5', interactions: 2, input: 0, output: 0 },
    ],
    apis: [{ name: 'chat completions', interactions: 4 }],
    hosts: [{ name: 'api.openai.com', interactions: 4 }],
    streams: { interactions: 2, chunks: chunks * 2 },
    times: { interactions: 2, first: { median: 300, p90: 300 }, end: { median: 300 + chunks * 10 } },
  })
})

test('as a table in 80 columns', async () => {
  await using folder = await folderOfTwo()
  const { out } = await call(['stats'], { cwd: folder.path })
  expect(out).toMatch(/^ {2}gpt-4o +2 +20 +10$/m)
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([])
})

test('one that cannot be read is said, and is exit code 2', async () => {
  await using folder = await folderOfTwo()
  await writeFile(folder.file('c.yaml'), '---\nversion: 2\ninteractions:\n- id: [\n')
  const { code, out, err } = await call(['stats'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(out).toContain('2 cassettes')
  expect(err).toMatch(/^respool stats: .*c\.yaml/)
})
