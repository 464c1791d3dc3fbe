import { createFetch } from '@respool/fetch'
import OpenAI from 'openai'
import type { Check } from './check.ts'
import { roundTrip } from './streams.ts'

export const clientChecks: readonly Check[] = [
  {
    what: 'openai',
    async prove(ground) {
      await roundTrip(ground, async (recorder) => {
        const baseURL = `${ground.url}/v1`
        const openai = new OpenAI({ apiKey: 'replay', baseURL, fetch: createFetch(recorder), dangerouslyAllowBrowser: true })
        const messages = [{ role: 'user' as const, content: 'Say hi in Portuguese' }]
        const stream = await openai.chat.completions.create({ model: 'gpt-4o', messages, stream: true })
        const deltas: string[] = []
        for await (const chunk of stream) deltas.push(chunk.choices[0]?.delta.content ?? '')
        if (!deltas.join('').startsWith('Olá!')) throw new Error(`It says ${deltas.join('')}`)
        return deltas
      })
    },
  },
]
