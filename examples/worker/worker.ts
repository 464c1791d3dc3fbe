import { memoryStore } from '@respool/core'
import { createFetch, openRecorder, type Fetch } from '@respool/fetch'
import cassette from './__cassettes__/hi.yaml'

/** The application: it is handed the fetch that it calls the API with. */
async function greet(fetch: Fetch): Promise<Response> {
  const messages = [{ role: 'user', content: 'Say hi in Portuguese' }]
  return fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', messages, stream: true }),
  })
}

// oxlint-disable-next-line import/no-default-export -- what makes a module a Worker
export default {
  async fetch(): Promise<Response> {
    const store = memoryStore({ 'hi.yaml': cassette })
    const recorder = await openRecorder('hi.yaml', { store, mode: 'replay' })
    const answer = await greet(createFetch(recorder))
    const text = await answer.text()
    await recorder.close()
    return new Response(text, { headers: { 'content-type': 'text/event-stream' } })
  },
}
