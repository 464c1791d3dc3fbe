import { createOpenAI } from '@ai-sdk/openai'
import type { Fetch } from '@respool/fetch'
import { generateText, streamText, tool, type LanguageModel } from 'ai'
import { z } from 'zod'
import type { Session } from '../client.ts'
import { apiKey } from '../conversation.ts'
import { byFetch } from './by-fetch.ts'

const lookOutside = tool({ inputSchema: z.object({ city: z.string(), question: z.string() }), execute: () => 'rain' })

function session(modelOf: (name: string) => LanguageModel): Session {
  return {
    ask: async (prompt, model) => (await generateText({ model: modelOf(model), prompt })).text,
    stream: (prompt, model) => streamText({ model: modelOf(model), prompt, onError() {} }).textStream,
    async call(prompt, model) {
      const calls = await streamText({ model: modelOf(model), prompt, tools: { look_outside: lookOutside } }).toolCalls
      return calls[0]?.input
    },
  }
}

const provider = (url: string, fetch?: Fetch) => createOpenAI({ apiKey, baseURL: `${url}/v1`, ...(fetch && { fetch }) })
const packages = ['ai', '@ai-sdk/openai']

export const aiSdkClients = [
  ...byFetch({ name: 'ai, chat completions', packages, connect: (url, fetch) => session((name) => provider(url, fetch).chat(name)) }),
  ...byFetch({ name: 'ai, responses', packages, connect: (url, fetch) => session((name) => provider(url, fetch).responses(name)) }),
]
