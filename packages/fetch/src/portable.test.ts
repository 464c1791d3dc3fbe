import OpenAI from 'openai'
import OpenAI6 from 'openai-6'
import { expect, test } from 'vitest'
import { conversation } from './__fixtures__/conversation.ts'
import { createFetch, openRecorder } from './index.ts'

// Recorded on Node 24 with openai 7; this suite runs on 22, 24 and 26.
const cassette = new URL('./__fixtures__/recorded-on-node-24.yaml', import.meta.url)

test.each([
  ['7', OpenAI],
  ['6', OpenAI6 as unknown as typeof OpenAI],
])(`a cassette recorded on Node 24 replays on Node ${process.versions.node.split('.')[0]} with openai %s`, async (_, Client) => {
  const recorder = await openRecorder(cassette, { mode: 'replay', strict: true })
  const answers = await conversation(new Client({ apiKey: 'another', fetch: createFetch(recorder) }))
  await recorder.close()
  const hi = 'Olá! You said: Say hi in Portuguese 👋'
  expect(answers).toEqual([hi, hi, 'Olá! You said: Say bye', '-0.3671875,0.21875,0.015625,-0.59375', '2048'])
})
