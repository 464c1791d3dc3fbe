import { existsSync } from 'node:fs'
import { openRecorder } from '@respool/fetch'
import { countSockets } from '@respool/testkit'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { tapedOpenai } from './clients/openai.ts'

const seed = new URL('../../../../shared/seeds/go-vcr-openai-stream.yaml', import.meta.url)
const absent = !existsSync(seed)
if (absent) console.log('skipped: the reference recordings (../shared/seeds) are not beside this clone')

const request: OpenAI.ChatCompletionCreateParamsStreaming = {
  messages: [
    { content: 'You are a helpful assistant', role: 'system' },
    { content: 'Say hi in Portuguese', role: 'user' },
  ],
  model: 'gpt-4o',
  max_tokens: 4000,
  stream_options: { include_usage: true },
  stream: true,
}

describe.skipIf(absent)("the reference recording, written by Go's go-vcr", () => {
  test.each(tapedOpenai.map((taped) => ({ call: taped.binding.call, taped })))('plays whole through openai by $call', async ({ taped }) => {
    const { binding, options } = taped
    using sockets = countSockets()
    // The SDK's own events.
    const recorder = await openRecorder(seed, { mode: 'replay', strict: true, repeats: true })
    using bound = binding.bind(recorder)
    const openai = new OpenAI({ apiKey: 'replay', ...options(bound.tape) })
    const events: OpenAI.ChatCompletionChunk[] = []
    for await (const event of await openai.chat.completions.create(request)) events.push(event)
    expect(events.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('Olá!')
    expect(events.length).toBe(5)
    expect(events.at(-1)!.usage).toMatchObject({ prompt_tokens: 20, completion_tokens: 2, total_tokens: 22 })
    // The chunks below them, [DONE] included.
    const { body } = await openai.chat.completions.create(request).asResponse()
    const chunks: string[] = []
    for await (const chunk of body!) chunks.push(Buffer.from(chunk).toString())
    expect(chunks.map((chunk) => chunk.slice(0, 5))).toEqual(Array.from({ length: 6 }, () => 'data:'))
    expect(chunks.at(-1)).toBe('data: [DONE]\n\n')
    await recorder.close()
    expect(sockets.count).toBe(0)
  })
})
