import type { Fetch } from '@respool/fetch'
import nodeFetch from 'node-fetch'
import OpenAI from 'openai'
import type { Binding } from '../bindings/binding.ts'
import { patched, taped } from '../bindings/fetch.ts'
import { patchedHttp, withAgent } from '../bindings/node-http.ts'
import { composed, patchedUndici } from '../bindings/undici.ts'
import { client, type Session } from '../client.ts'
import { apiKey } from '../conversation.ts'
import { byFetch } from './by-fetch.ts'

const tool = {
  name: 'look_outside',
  parameters: { type: 'object', properties: { city: { type: 'string' }, question: { type: 'string' } } },
}

interface OpenaiOptions {
  readonly fetch?: Fetch
  readonly fetchOptions?: object
}

export function openaiAt(url: string, options: OpenaiOptions = {}): OpenAI {
  return new OpenAI({ apiKey, baseURL: `${url}/v1`, ...options })
}

function chat(openai: OpenAI): Session {
  const messages = (content: string) => [{ role: 'user' as const, content }]
  return {
    async ask(prompt, model) {
      const { choices } = await openai.chat.completions.create({ model, messages: messages(prompt) })
      return choices[0]!.message.content!
    },
    async *stream(prompt, model) {
      const stream = await openai.chat.completions.create({ model, messages: messages(prompt), stream: true })
      for await (const { choices } of stream) yield choices[0]?.delta.content ?? ''
    },
    async call(prompt, model) {
      const tools = [{ type: 'function' as const, function: tool }]
      const { choices } = await openai.chat.completions.stream({ model, messages: messages(prompt), tools }).finalChatCompletion()
      const [call] = choices[0]!.message.tool_calls!
      return call?.type === 'function' ? JSON.parse(call.function.arguments) : call
    },
  }
}

function responses(openai: OpenAI): Session {
  return {
    ask: async (input, model) => (await openai.responses.create({ model, input })).output_text,
    async *stream(input, model) {
      const stream = await openai.responses.create({ model, input, stream: true })
      for await (const event of stream) if (event.type === 'response.output_text.delta') yield event.delta
    },
    async call(input, model) {
      const tools = [{ type: 'function' as const, strict: false, ...tool }]
      const { output } = await openai.responses.stream({ model, input, tools }).finalResponse()
      const [call] = output
      return call?.type === 'function_call' ? JSON.parse(call.arguments) : call
    },
  }
}

/** One way to tape the SDK. */
export interface TapedOpenai<Tape = never> {
  readonly binding: Binding<Tape>
  readonly options: (tape: Tape) => OpenaiOptions
  /** The package that it sends its requests through, where that is not the global fetch. */
  readonly over?: string
}

function openaiBy<Tape>(given: TapedOpenai<Tape>): TapedOpenai {
  return given as unknown as TapedOpenai
}

// Its types are those of before there was a fetch.
const fetchOverHttp = nodeFetch as unknown as Fetch

/** Through every adapter. */
export const tapedOpenai: readonly TapedOpenai[] = [
  openaiBy({ binding: taped, options: (fetch) => ({ fetch }) }),
  openaiBy({ binding: patched, options: () => ({}) }),
  openaiBy({ binding: patchedUndici, options: () => ({}) }),
  openaiBy({ binding: composed, options: ({ dispatcher }) => ({ fetchOptions: { dispatcher } }) }),
  openaiBy({ binding: patchedHttp, over: 'node-fetch', options: () => ({ fetch: fetchOverHttp }) }),
  openaiBy({ binding: withAgent, over: 'node-fetch', options: ({ agent }) => ({ fetch: fetchOverHttp, fetchOptions: { agent } }) }),
]

export const openaiClients = [
  ...tapedOpenai.map(({ binding, options, over }) =>
    client({
      name: over ? `openai over ${over}, chat completions` : 'openai, chat completions',
      packages: over ? ['openai', over] : ['openai'],
      binding,
      connect: (url, tape) => chat(openaiAt(url, options(tape))),
    }),
  ),
  ...byFetch({ name: 'openai, responses', packages: ['openai'], connect: (url, fetch) => responses(openaiAt(url, fetch && { fetch })) }),
]
