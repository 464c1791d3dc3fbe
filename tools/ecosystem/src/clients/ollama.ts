import type { Fetch } from '@respool/fetch'
import { Ollama } from 'ollama'
import type { Session } from '../client.ts'
import { byFetch } from './by-fetch.ts'

const lookOutside = { type: 'function', function: { name: 'look_outside', parameters: { type: 'object', properties: {} } } }

function chat(url: string, fetch?: Fetch): Session {
  const ollama = new Ollama({ host: url, ...(fetch && { fetch }) })
  const messages = (content: string) => [{ role: 'user', content }]
  return {
    ask: async (prompt, model) => (await ollama.chat({ model, messages: messages(prompt) })).message.content,
    async *stream(prompt, model) {
      for await (const { message } of await ollama.chat({ model, messages: messages(prompt), stream: true })) yield message.content
    },
    async call(prompt, model) {
      const stream = await ollama.chat({ model, messages: messages(prompt), stream: true, tools: [lookOutside] })
      let seen: unknown
      for await (const { message } of stream) seen ??= message.tool_calls?.[0]?.function.arguments
      return seen
    },
  }
}

function generate(url: string, fetch?: Fetch): Session {
  const ollama = new Ollama({ host: url, ...(fetch && { fetch }) })
  return {
    ask: async (prompt, model) => (await ollama.generate({ model, prompt })).response ?? '',
    async *stream(prompt, model) {
      for await (const { response } of await ollama.generate({ model, prompt, stream: true })) yield response ?? ''
    },
  }
}

const packages = ['ollama']

export const ollamaClients = [
  ...byFetch({ name: 'ollama, chat', packages, connect: chat }),
  ...byFetch({ name: 'ollama, generate', packages, connect: generate }),
]
