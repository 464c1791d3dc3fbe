import { HTTPClient, Mistral } from '@mistralai/mistralai'
import { apiKey } from '../conversation.ts'
import { byFetch } from './by-fetch.ts'

const lookOutside = { type: 'function' as const, function: { name: 'look_outside', parameters: { type: 'object', properties: {} } } }

export const mistralClients = [
  ...byFetch({
    name: '@mistralai/mistralai',
    packages: ['@mistralai/mistralai'],
    connect(url, fetch) {
      const { chat } = new Mistral({ apiKey, serverURL: `${url}/mistral`, httpClient: new HTTPClient(fetch && { fetcher: fetch }) })
      const messages = (content: string) => [{ role: 'user' as const, content }]
      return {
        async ask(prompt, model) {
          const { choices } = await chat.complete({ model, messages: messages(prompt) })
          return textOf(choices[0]!.message!.content)
        },
        async *stream(prompt, model) {
          for await (const { data } of await chat.stream({ model, messages: messages(prompt) }))
            yield textOf(data.choices[0]!.delta.content)
        },
        async call(prompt, model) {
          const stream = await chat.stream({ model, messages: messages(prompt), tools: [lookOutside] })
          let seen: unknown
          for await (const { data } of stream) seen ??= data.choices[0]!.delta.toolCalls?.[0]?.function.arguments
          return typeof seen === 'string' ? JSON.parse(seen) : seen
        },
      }
    },
  }),
]

/** Its type allows for images and files, too. */
function textOf(content: unknown): string {
  if (typeof content !== 'string') throw new TypeError(`This is no text: ${JSON.stringify(content)}`)
  return content
}
