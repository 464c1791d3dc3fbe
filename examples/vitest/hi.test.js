import { createFetch } from '@respool/fetch'
import { test } from '@respool/vitest'
import OpenAI from 'openai'
import { describe } from 'vitest'

const ask = async (fetch, content) => {
  const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'replay', fetch })
  const answer = await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
  return answer.choices[0].message.content
}

// __cassettes__/hi.test.js/says-hi.yaml
test('says hi', async ({ recorder, expect }) => {
  expect(await ask(createFetch(recorder), 'Say hi in Portuguese')).toMatch(/^Olá/)
})

describe('strictly', () => {
  test.override('respool', { strict: true })

  // __cassettes__/hi.test.js/strictly/says-a.yaml, and one for each other row
  test.for(['a', 'b'])('says %s', async (letter, { recorder, expect }) => {
    expect(await ask(createFetch(recorder), `Say ${letter}`)).toContain(letter)
  })
})
