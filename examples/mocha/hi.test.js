import assert from 'node:assert/strict'
import OpenAI from 'openai'

it('says hi', async function () {
  const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'replay', fetch: this.fetch })
  const answer = await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Say hi in Portuguese' }] })
  assert.match(answer.choices[0].message.content, /^Olá/)
})
