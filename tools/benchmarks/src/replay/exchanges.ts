// What every contestant of the replay benchmark is asked, and what it has to answer.

const encoder = new TextEncoder()

/** One chat completion: what is asked, and the answer, chunk by chunk. */
export interface Exchange {
  readonly body: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly chunks: readonly Uint8Array[]
}

/** Answers by size. Those of one chunk are read whole, as clients read JSON, the others as they arrive. */
export const answers = { 'JSON, 1.3 kB': 1, '200 chunks': 200 } as const
export type AnswerSize = keyof typeof answers

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

export function exchangesOf(size: AnswerSize): Exchange[] {
  return Array.from({ length: questions }, (_, index) => (answers[size] === 1 ? completion(index) : stream(index, answers[size])))
}

function question(index: number, streamed: boolean): string {
  const content = `Question ${index}: ${'why is it so, and since when? '.repeat(20)}`
  return JSON.stringify({ model: 'toy-1', messages: [{ role: 'user', content }], temperature: 0.2, stream: streamed })
}

function completion(index: number): Exchange {
  const content = `Answer ${index}: ${'Because that is how it was recorded. '.repeat(28)}`
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }]
  const usage = { prompt_tokens: 140, completion_tokens: 226, total_tokens: 366 }
  const json = JSON.stringify({
    id: `chatcmpl-${index}`,
    object: 'chat.completion',
    created: 1_760_704_569,
    model: 'toy-1',
    choices,
    usage,
  })
  return { body: question(index, false), headers: headersOf(index, 'application/json'), chunks: [encoder.encode(json)] }
}

/** As many deltas, a chunk each, and `[DONE]`. */
function stream(index: number, deltas: number): Exchange {
  const event = (at: number) => ({
    id: `chatcmpl-${index}`,
    object: 'chat.completion.chunk',
    created: 1_760_704_569,
    model: 'toy-1-2026-11-01',
    service_tier: 'default',
    system_fingerprint: 'fp_cbf1785567',
    choices: [{ index: 0, delta: { content: ` word ${at}` }, logprobs: null, finish_reason: null }],
    usage: null,
    obfuscation: 'HhaSik3KUWGzkHhaSik3KUWGzk',
  })
  const events = Array.from({ length: deltas }, (_, at) => `data: ${JSON.stringify(event(at))}\n\n`)
  const chunks = [...events, 'data: [DONE]\n\n'].map((text) => encoder.encode(text))
  return { body: question(index, true), headers: headersOf(index, 'text/event-stream; charset=utf-8'), chunks }
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
