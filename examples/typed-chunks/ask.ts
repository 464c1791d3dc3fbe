import { createFetch, openRecorder } from '@respool/fetch'
import OpenAI from 'openai'

const recorder = await openRecorder(new URL('__cassettes__/hi.yaml', import.meta.url))
const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'replay', fetch: createFetch(recorder) })

const messages = [{ role: 'user' as const, content: 'Say hi in Portuguese' }]
const stream = await openai.chat.completions.create({ model: 'gpt-4o', messages, stream: true })
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '')

await recorder.close()
