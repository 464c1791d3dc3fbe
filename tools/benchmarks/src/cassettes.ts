// The cassettes that formats.ts reads: real ones where they lie beside the repository, and a large one that is made here.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { httpRequest, stringifyCassette, type Interaction } from '@respool/core'

const encoder = new TextEncoder()

/** Other projects' go-vcr cassettes; undefined, and said so, where they are not there. */
export function realCassettes(): Uint8Array[] | undefined {
  const folder = new URL('../../../../shared/corpus/go-vcr/', import.meta.url)
  if (!existsSync(folder)) {
    console.log(`\nskipped: there is no ${folder.pathname}`)
    return undefined
  }
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml'))
  return names.map((name) => new Uint8Array(readFileSync(new URL(name, folder))))
}

/** 1,500 streamed chat completions as respool records them, 4 MB; one emoji in all of it. */
export function largeCassette(): Uint8Array {
  return encoder.encode(stringifyCassette({ interactions: Array.from({ length: 1500 }, (_, index) => completion(index)) }))
}

const question = (index: number) =>
  httpRequest({
    method: 'POST',
    url: 'https://api.example.com/v1/chat/completions',
    headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json', 'User-Agent': 'OpenAI/JS 7.57.0' },
    body: JSON.stringify({ model: 'toy-1', messages: [{ role: 'user', content: `Question ${index}: ${'why is it so? '.repeat(15)}` }] }),
  })

function completion(index: number): Interaction {
  const words = [...'Because that is how it was recorded then'.split(' '), index === 700 ? '😀' : '.']
  const events = words.map(
    (word) =>
      `data: ${JSON.stringify({ id: `chatcmpl-${index}`, object: 'chat.completion.chunk', model: 'toy-1', choices: [{ index: 0, delta: { content: word }, finish_reason: null }] })}\n\n`,
  )
  const chunks = [...events, 'data: [DONE]\n\n'].map((event) => encoder.encode(event))
  return {
    id: index,
    request: question(index),
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', 'text/event-stream; charset=utf-8']],
      chunks,
      boundaries: 'recorded',
      delays: [300, ...chunks.map((_, at) => at / 10), 0],
      end: 'complete',
      recordedAt: '2026-11-21T09:30:00.000Z',
    },
  }
}
