import { readFileSync } from 'node:fs'
import { parseCassette, readEvents } from '@respool/core'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { adapters } from '../__fixtures__/adapters.ts'
import { besideClone } from '../__fixtures__/shared.ts'
import { openRecorder } from '../index.ts'
import { llamaStack } from './format.ts'

const seed = besideClone('seeds/llama-stack-openai-stream.json')
const fromGo = besideClone('seeds/go-vcr-openai-stream.yaml')

const request: OpenAI.ChatCompletionCreateParamsStreaming = {
  model: 'gpt-4o',
  messages: [
    { role: 'user', content: [{ type: 'text', text: 'Which planet do humans live on?' }] },
    { role: 'assistant', content: [{ type: 'text', text: 'Humans live on Earth.' }] },
    { role: 'user', content: 'Repeat your previous response in all caps.' },
  ],
  response_format: { type: 'text' },
  stream: true,
}

describe.skipIf(seed === undefined || fromGo === undefined)("the reference recording, written by llama-stack's recorder", () => {
  test.each(adapters)('streams through $name to the openai client', async (adapter) => {
    const recorder = await openRecorder(seed!, { mode: 'replay', strict: true, format: llamaStack() })
    using connection = adapter.connect(recorder)
    const openai = new OpenAI({ apiKey: 'replay', fetch: connection.fetch })
    const chunks: OpenAI.ChatCompletionChunk[] = []
    for await (const chunk of await openai.chat.completions.create(request)) chunks.push(chunk)
    expect(chunks.map(({ choices }) => choices[0]!.delta.content ?? '').join('')).toBe('HUMANS LIVE ON EARTH.')
    expect(chunks.length).toBe(10)
    expect(chunks.at(-1)!.choices[0]!.finish_reason).toBe('stop')
    await recorder.close()
  })

  test("has a null only where OpenAI's own wire has one", async () => {
    const [restored] = (await parseCassette(readFileSync(seed!), { format: llamaStack() })).interactions
    const [real] = (await parseCassette(readFileSync(fromGo!))).interactions
    const chunksOf = (response: NonNullable<typeof real>['response']) =>
      readEvents(response).flatMap(({ data }) => (data === '[DONE]' ? [] : [JSON.parse(data) as object]))
    const [first, word, ...others] = chunksOf(restored!.response)
    const last = others.at(-1)!
    // OpenAI's chunks had no service tier and no padding when the other one was recorded, and it asked for usage.
    const shape = (chunk: object) => kinds(chunk, ['service_tier', 'obfuscation', 'usage'])
    const [wireFirst, wireWord, ...wireOthers] = chunksOf(real!.response)
    expect(shape(first!)).toEqual(shape(wireFirst!))
    expect(shape(word!)).toEqual(shape(wireWord!))
    expect(shape(last)).toEqual(shape(wireOthers.findLast((chunk) => (chunk as { choices: unknown[] }).choices.length > 0)!))
  })
})

/** Keys in their order, and of what kind their values are. */
function kinds(value: unknown, without: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => kinds(item, without))
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  return Object.entries(value)
    .filter(([key]) => !without.includes(key))
    .map(([key, item]) => [key, kinds(item, without)])
}
