import { createOpenAI } from '@ai-sdk/openai'
import { filesBelow, secretCanary, serverSecrets, startServer, tempFolder } from '@respool/testkit'
import { streamText } from 'ai'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createFetch, openRecorder } from './index.ts'

// Put together here, so that no scanner takes it for a leaked key.
const apiKey = `sk-proj-${'a1B2c3D4e5'.repeat(4)}`
const organization = 'org-respool-of-the-application'
const forbidden = [apiKey, 'sk-', 'Bearer', 'uthorization', 'ookie', organization, ...serverSecrets]

test('no key, cookie or organisation is in any file that a recording writes, even where the prompt holds the key', async () => {
  await using server = await startServer()
  await using folder = await tempFolder()
  const recorder = await openRecorder(folder.file('all.yaml'), { mode: 'once' })
  const fetch = createFetch(recorder)
  const baseURL = `${server.url}/v1`
  const openai = new OpenAI({ apiKey, organization, project: 'proj-of-the-application', baseURL, fetch })
  // The server echoes the prompt, so the key comes back as well.
  const prompt = `My key is ${apiKey}, keep it`
  await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: prompt }] })
  const stream = await openai.responses.create({ model: 'gpt-4o', input: 'Say hi', stream: true })
  for await (const _ of stream);
  await openai.embeddings.create({ model: 'text-embedding-3-small', input: prompt })
  await openai.models.list()
  await streamText({ model: createOpenAI({ apiKey, baseURL, fetch }).responses('gpt-4o'), prompt: 'Say hi' }).text
  const summary = await recorder.close()
  expect(summary.recorded).toBe(5)
  expect(server.requests.every(({ headers }) => headers['authorization'] === `Bearer ${apiKey}`)).toBe(true)

  const files = await filesBelow(folder.path)
  expect(files.map(({ path }) => path)).toEqual(['all.yaml'])
  expect(found(files)).toEqual([])
})

test.each([false, { environment: false }] as const)('the canary notices what redact: %j lets through', async (redact) => {
  const canary = secretCanary({
    openRecorder: (location, options) => openRecorder(location, { ...options, redact }),
    fetch: (recorder) => createFetch(recorder),
  })
  await expect(canary).rejects.toThrow(/envPlain, plain, in canary\.yaml/)
})

function found(files: readonly { path: string; bytes: Uint8Array }[]): string[] {
  return files.flatMap(({ path, bytes }) => {
    const text = Buffer.from(bytes).toString('latin1')
    return forbidden.filter((secret) => text.includes(secret)).map((secret) => `${path}: ${secret}`)
  })
}
