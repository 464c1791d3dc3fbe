import { createParser } from 'eventsource-parser'
import type { Session } from './client.ts'

/** How a client of plain HTTP is used: by posting JSON. */
export interface Http {
  /** What the client has made of the answer's JSON. */
  json(body: object): Promise<unknown>
  /** The answer as it comes. */
  bytes(body: object): AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>
}

interface Completion {
  readonly choices: readonly { readonly message: { readonly content: string } }[]
}

interface CompletionChunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[]
}

/** Where clients of plain HTTP post to. */
export const completionsPath = '/v1/chat/completions'

/** A client of plain HTTP that asks for chat completions, and parses their events with eventsource-parser. */
export function completions(http: Http): Session {
  const body = (content: string, model: string) => ({ model, messages: [{ role: 'user', content }] })
  return {
    async ask(prompt, model) {
      const { choices } = (await http.json(body(prompt, model))) as Completion
      return choices[0]!.message.content
    },
    async *stream(prompt, model) {
      for await (const data of eventsOf(await http.bytes({ ...body(prompt, model), stream: true }))) {
        if (data !== '[DONE]') yield (JSON.parse(data) as CompletionChunk).choices[0]?.delta.content ?? ''
      }
    },
  }
}

async function* eventsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const events: string[] = []
  const parser = createParser({ onEvent: ({ data }) => events.push(data) })
  const decoder = new TextDecoder()
  for await (const chunk of bytes) {
    parser.feed(decoder.decode(chunk, { stream: true }))
    yield* events.splice(0)
  }
}
