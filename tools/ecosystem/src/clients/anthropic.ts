import Anthropic from '@anthropic-ai/sdk'
import { apiKey } from '../conversation.ts'
import { byFetch } from './by-fetch.ts'

const lookOutside = { name: 'look_outside', input_schema: { type: 'object' as const, properties: {} } }

export const anthropicClients = [
  ...byFetch({
    name: '@anthropic-ai/sdk',
    packages: ['@anthropic-ai/sdk'],
    connect(url, fetch) {
      const anthropic = new Anthropic({ apiKey, baseURL: url, ...(fetch && { fetch }) })
      const params = (content: string, model: string) => ({ model, max_tokens: 100, messages: [{ role: 'user' as const, content }] })
      return {
        async ask(prompt, model) {
          const { content } = await anthropic.messages.create(params(prompt, model))
          return content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        },
        async *stream(prompt, model) {
          const stream = await anthropic.messages.create({ ...params(prompt, model), stream: true })
          for await (const event of stream) {
            if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') yield event.delta.text
          }
        },
        async call(prompt, model) {
          const { content } = await anthropic.messages.stream({ ...params(prompt, model), tools: [lookOutside] }).finalMessage()
          return content.find((block) => block.type === 'tool_use')?.input
        },
      }
    },
  }),
]
