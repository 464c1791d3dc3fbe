// What every contestant is asked, and what it has to answer.
import type { Task } from './tasks.ts'

const encoder = new TextEncoder()

/** One chat completion: what is asked, and the answer, chunk by chunk. */
export interface Exchange {
  readonly body: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly chunks: readonly Uint8Array[]
  /** What the model says. */
  readonly text: string
  /** As a user's words, which some peers match by. */
  readonly question: string
}

export const path = '/v1/chat/completions'
export const requestHeaders = {
  accept: 'application/json',
  authorization: 'Bearer not-a-key',
  'content-type': 'application/json',
  'user-agent': 'OpenAI/JS 7.57.0',
  'x-stainless-lang': 'js',
  'x-stainless-retry-count': '0',
}

// Few enough that no peer's search through a list is what is measured, enough to tell whether each gets its own answer.
const questions = 10

export function exchangesOf(task: Task): Exchange[] {
  return Array.from({ length: questions }, (_, index) => {
    const question = questionOf(index, task.request)
    const body = JSON.stringify({ model: 'toy-1', messages: question.messages, temperature: 0.2, ...(task.chunks > 1 && { stream: true }) })
    return { body, question: question.last, ...(task.chunks === 1 ? completion(index) : stream(index, task.chunks)) }
  })
}

/** An agent's conversation, of which the last message is the question. */
function questionOf(index: number, size: number) {
  const last = `Question ${index}: ${'why is it so, and since when? '.repeat(20)}`
  const turns = Math.floor((size - 1000) / 2000)
  const messages = Array.from({ length: Math.max(0, turns) }, (_, turn) => ({
    role: turn % 2 ? 'assistant' : 'user',
    content: `Turn ${turn} of conversation ${index}: ${'"quoted", tabbed\t and broken\n'.repeat(60)}`,
  }))
  return { last, messages: [...messages, { role: 'user', content: last }] }
}

function completion(index: number) {
  const text = `Answer ${index}: ${'Because that is how it was recorded. '.repeat(28)}`
  const json = JSON.stringify({
    id: `chatcmpl-${index}`,
    object: 'chat.completion',
    created: 1_760_704_569,
    model: 'toy-1',
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 140, completion_tokens: 226, total_tokens: 366 },
  })
  return { headers: headersOf(index, 'application/json'), chunks: [encoder.encode(json)], text }
}

/** As many deltas, a chunk each, and `[DONE]`. */
function stream(index: number, deltas: number) {
  const words = Array.from({ length: deltas }, (_, at) => ` word ${at}`)
  const event = (content: string) => ({
    id: `chatcmpl-${index}`,
    object: 'chat.completion.chunk',
    created: 1_760_704_569,
    model: 'toy-1-2026-11-01',
    service_tier: 'default',
    system_fingerprint: 'fp_cbf1785567',
    choices: [{ index: 0, delta: { content }, logprobs: null, finish_reason: null }],
    usage: null,
    obfuscation: 'HhaSik3KUWGzkHhaSik3KUWGzk',
  })
  const events = words.map((word) => `data: ${JSON.stringify(event(word))}\n\n`)
  const chunks = [...events, 'data: [DONE]\n\n'].map((text) => encoder.encode(text))
  return { headers: headersOf(index, 'text/event-stream; charset=utf-8'), chunks, text: words.join('') }
}

function headersOf(index: number, type: string): Exchange['headers'] {
  return [
    ['content-type', type],
    ['date', 'Sun, 22 Nov 2026 09:30:00 GMT'],
    ['cache-control', 'no-cache'],
    ['openai-processing-ms', '312'],
    ['openai-version', '2020-10-01'],
    ['x-ratelimit-remaining-requests', '9999'],
    ['x-request-id', `req_${index}`],
  ]
}
