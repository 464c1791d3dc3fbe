import type { Fetch } from '@respool/fetch'
import OpenAI from 'openai'
import type { Binding } from '../bindings/binding.ts'
import { patched, taped } from '../bindings/fetch.ts'
import { composed, patchedUndici } from '../bindings/undici.ts'
import { client, type Session } from '../client.ts'

const tool = {
  name: 'look_outside',
  parameters: { type: 'object', properties: { city: { type: 'string' }, question: { type: 'string' } } },
}

interface OpenaiOptions {
  readonly fetch?: Fetch
  readonly fetchOptions?: object
}

export function openaiAt(url: string, options: OpenaiOptions): OpenAI {
  return new OpenAI({ apiKey: 'any', baseURL: `${url}/v1`, ...options })
}

export function chat(openai: OpenAI): Session {
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

export function responses(openai: OpenAI): Session {
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
}

function openaiBy<Tape>(binding: Binding<Tape>, options: (tape: Tape) => OpenaiOptions): TapedOpenai {
  return { binding, options } as unknown as TapedOpenai
}

/** Through every adapter. */
export const tapedOpenai: readonly TapedOpenai[] = [
  openaiBy(taped, (fetch) => ({ fetch })),
  openaiBy(patched, () => ({})),
  openaiBy(patchedUndici, () => ({})),
  openaiBy(composed, ({ dispatcher }) => ({ fetchOptions: { dispatcher } })),
]

const packages = ['openai']

export const openaiClients = [
  ...tapedOpenai.map(({ binding, options }) =>
    client({ name: 'openai, chat completions', packages, binding, connect: (url, tape) => chat(openaiAt(url, options(tape))) }),
  ),
  client({ name: 'openai, responses', packages, binding: taped, connect: (url, fetch) => responses(openaiAt(url, { fetch })) }),
]
