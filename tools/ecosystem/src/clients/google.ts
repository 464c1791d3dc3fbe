import { GoogleGenAI, Type } from '@google/genai'
import type { Fetch } from '@respool/fetch'
import type { Session } from '../client.ts'
import { apiKey } from '../conversation.ts'
import { byFetch } from './by-fetch.ts'

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

export const googleClients = byFetch({ name: '@google/genai', packages: ['@google/genai'], connect: session })
