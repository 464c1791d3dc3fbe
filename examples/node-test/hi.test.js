import assert from 'node:assert/strict'
import OpenAI from 'openai'
import { taped } from './taped.js'

taped('says hi', async (fetch) => {
  const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'replay', fetch })
  const answer = await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Say hi in Portuguese' }] })
  assert.match(answer.choices[0].message.content, /^Olá/)
})
