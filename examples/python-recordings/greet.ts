import type { Fetch } from '@respool/fetch'
import OpenAI from 'openai'

/** Asks what the Python tests have asked. */
export async function greet(fetch: Fetch): Promise<string> {
  const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'replay', fetch })
  const messages = [{ role: 'user' as const, content: 'Say hi in Portuguese' }]
  const stream = await openai.chat.completions.create({ model: 'gpt-4o', messages, stream: true })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  return text
}
