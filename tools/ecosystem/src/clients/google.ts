import { GoogleGenAI, Type } from '@google/genai'
import type { Fetch } from '@respool/fetch'
import { patched, taped } from '../bindings/fetch.ts'
import { client, type Session } from '../client.ts'
import { apiKey } from '../conversation.ts'

const lookOutside = { functionDeclarations: [{ name: 'look_outside', parameters: { type: Type.OBJECT, properties: {} } }] }

function session(url: string, fetch?: Fetch): Session {
  const { models } = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: url, ...(fetch && { fetch }) } })
  return {
    ask: async (contents, model) => (await models.generateContent({ model, contents })).text!,
    async *stream(contents, model) {
      for await (const chunk of await models.generateContentStream({ model, contents })) yield chunk.text ?? ''
    },
    async call(contents, model) {
      const stream = await models.generateContentStream({ model, contents, config: { tools: [lookOutside] } })
      let seen: unknown
      for await (const { functionCalls } of stream) seen ??= functionCalls?.[0]?.args
      return seen
    },
  }
}

const named = { name: '@google/genai', packages: ['@google/genai'] }

export const googleClients = [
  client({ ...named, binding: taped, connect: session }),
  client({ ...named, binding: patched, connect: (url) => session(url) }),
]
