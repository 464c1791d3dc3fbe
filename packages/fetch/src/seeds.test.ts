import { existsSync, readFileSync } from 'node:fs'
import { parseCassette, stringifyCassette, type Interaction } from '@respool/core'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createFetch, openRecorder } from './index.ts'

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
  test('streams through the openai client', async () => {
    const recorder = await openRecorder(seed, { mode: 'replay', strict: true })
    const openai = new OpenAI({ apiKey: 'replay', fetch: createFetch(recorder) })
    let text = ''
    let finish: string | null = null
    let usage: number[] = []
    for await (const chunk of await openai.chat.completions.create(request)) {
      text += chunk.choices[0]?.delta.content ?? ''
      finish = chunk.choices[0]?.finish_reason ?? finish
      if (chunk.usage) usage = [chunk.usage.prompt_tokens, chunk.usage.completion_tokens, chunk.usage.total_tokens]
    }
    expect({ text, finish, usage }).toEqual({ text: 'Olá!', finish: 'stop', usage: [20, 2, 22] })
    await recorder.close()
  })

  test("plays the cassette's own bytes, an event a chunk", async () => {
    const recorder = await openRecorder(seed, { mode: 'replay' })
    const response = await createFetch(recorder)('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      body: JSON.stringify(request),
    })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const chunks: string[] = []
    for await (const chunk of response.body!) chunks.push(new TextDecoder().decode(chunk))
    await recorder.close()
    expect(chunks.length).toBe(6)
    // The literal block of the file, without its indentation.
    const lines = readFileSync(seed, 'utf8').split('\n')
    const body = lines.slice(lines.indexOf('    body: |+') + 1, lines.lastIndexOf('    headers:')).map((line) => line.slice(6))
    expect(chunks.join('')).toBe(`${body.join('\n')}\n`)
  })

  test("rebuilt from plain values, is written as the file's own bytes", async () => {
    const file = readFileSync(seed, 'utf8')
    const { interactions } = await parseCassette(file)
    expect(interactions.length).toBe(1)
    const { request: asked, response, id } = structuredClone(interactions[0]!)
    const rebuilt: Interaction = { ...(id !== undefined && { id }), request: asked, response: { ...response, boundaries: 'derived' } }
    expect(stringifyCassette({ interactions: [rebuilt] })).toBe(file)
  })
})
