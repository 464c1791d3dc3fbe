// An application that nobody can hand a fetch to, or an agent. It knows nothing of tapes.
import axios from 'axios'
import OpenAI from 'openai'

const { OPENAI_API_KEY: apiKey = 'replay', OPENAI_BASE_URL: baseURL = 'https://api.openai.com/v1' } = process.env

export async function byFetch(prompt: string): Promise<string> {
  const openai = new OpenAI({ apiKey, baseURL })
  const stream = await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: prompt }], stream: true })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  return text
}

export async function byHttp(prompt: string): Promise<string> {
  const body = { model: 'gpt-4o', messages: [{ role: 'user', content: prompt }] }
  const { data } = await axios.post(`${baseURL}/chat/completions`, body, { headers: { authorization: `Bearer ${apiKey}` } })
  return data.choices[0].message.content
}
