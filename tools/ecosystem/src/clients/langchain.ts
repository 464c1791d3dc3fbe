import { ChatOpenAI } from '@langchain/openai'
import { apiKey } from '../conversation.ts'
import { byFetch } from './by-fetch.ts'

const lookOutside = {
  type: 'function' as const,
  function: {
    name: 'look_outside',
    parameters: { type: 'object', properties: { city: { type: 'string' }, question: { type: 'string' } } },
  },
}

export const langchainClients = [
  ...byFetch({
    name: '@langchain/openai',
    packages: ['@langchain/openai', '@langchain/core'],
    connect(url, fetch) {
      const chat = (model: string) => new ChatOpenAI({ apiKey, model, configuration: { baseURL: `${url}/v1`, ...(fetch && { fetch }) } })
      return {
        ask: async (prompt, model) => (await chat(model).invoke(prompt)).text,
        async *stream(prompt, model) {
          for await (const chunk of await chat(model).stream(prompt)) yield chunk.text
        },
        async call(prompt, model) {
          let message
          for await (const chunk of await chat(model).bindTools([lookOutside]).stream(prompt))
            message = message ? message.concat(chunk) : chunk
          return message?.tool_calls?.[0]?.args
        },
      }
    },
  }),
]
