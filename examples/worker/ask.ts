// Records what the Worker asks, where there are files.
import { createFetch, openRecorder } from '@respool/fetch'

const { OPENAI_API_KEY = 'replay', OPENAI_BASE_URL = 'https://api.openai.com/v1' } = process.env

const recorder = await openRecorder(new URL('__cassettes__/hi.yaml', import.meta.url))
const response = await createFetch(recorder)(`${OPENAI_BASE_URL}/chat/completions`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${OPENAI_API_KEY}` },
  body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Say hi in Portuguese' }], stream: true }),
})
await response.text()
await recorder.close()
