// Makes recorded-on-node-24.yaml: node --conditions=@respool/source packages/fetch/src/__fixtures__/record-on-node-24.ts
import { createFetch, openRecorder, type Fetch } from '@respool/fetch'
import { fakeClock, startServer } from '@respool/testkit'
import OpenAI from 'openai'
import { conversation } from './conversation.ts'

await using server = await startServer()
const toServer: Fetch = (url, init) => fetch(String(url).replace('https://api.openai.com', server.url), init)
// A clock that stands still, so that making the file anew changes nothing.
const recorder = await openRecorder(new URL('./recorded-on-node-24.yaml', import.meta.url), { mode: 'rerecord', clock: fakeClock() })
const upstream: Fetch = async (...args) => {
  const response = await toServer(...args)
  // The answer of api.openai.com, as far as the cassette is concerned.
  return new Response(response.body, response)
}
console.log(await conversation(new OpenAI({ apiKey: 'any', fetch: createFetch(recorder, { fetch: upstream }) })))
await recorder.close()
