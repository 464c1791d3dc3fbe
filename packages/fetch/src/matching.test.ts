import { memoryStore, type CassetteStore } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFetch, openRecorder, type Fetch, type RecorderOptions } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

interface Asked {
  prompt?: string
  system?: string
  temperature?: number
  reverse?: boolean
  indent?: number
  headers?: { [name: string]: string }
}

function ask(fetch: Fetch, { prompt = 'Say hi', system = 'You help', temperature = 0, reverse = false, indent = 0, headers = {} }: Asked) {
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: prompt },
  ]
  const fields = Object.entries({ model: 'gpt-4o', messages, temperature })
  const body = JSON.stringify(Object.fromEntries(reverse ? fields.reverse() : fields), null, indent)
  return fetch(`${server.url}/v1/chat/completions`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
}

async function inMode(
  mode: 'once' | 'replay',
  store: CassetteStore,
  use: (fetch: Fetch) => Promise<string[]>,
  options: RecorderOptions = {},
) {
  const recorder = await openRecorder('matching.yaml', { mode, store, ...options })
  const answers = await use(createFetch(recorder))
  const before = server.count
  const summary = await recorder.close()
  return { answers, summary, before }
}

const askAll = (all: readonly Asked[]) => async (fetch: Fetch) => {
  const answers: string[] = []
  for (const each of all) answers.push(await (await ask(fetch, each)).text())
  return answers
}

describe('what differs in meaning is told apart, in any order', () => {
  test.each<[string, Asked, Asked]>([
    ['two prompts of one length', { prompt: 'aaaa' }, { prompt: 'bbbb' }],
    ['the system prompt', { system: 'You help' }, { system: 'You joke' }],
    ['the temperature', { temperature: 0 }, { temperature: 1 }],
  ])('%s', async (_, one, other) => {
    const store = memoryStore()
    // The server's answer follows from the whole request, so the two differ.
    const { answers } = await inMode('once', store, askAll([one, other]))
    const count = server.count
    expect((await inMode('replay', store, askAll([other, one]))).answers).toEqual([answers[1], answers[0]])
    expect(server.count).toBe(count)
  })
})

describe('what does not differ in meaning finds its answer', () => {
  test.each<[string, Asked]>([
    ['keys in another order', { reverse: true }],
    ['JSON with white space', { indent: 2 }],
    ['another API key', { headers: { authorization: 'Bearer another' } }],
    [
      'another version of the SDK',
      { headers: { 'user-agent': 'OpenAI/JS 99', 'x-stainless-package-version': '99', 'x-stainless-retry-count': '1' } },
    ],
  ])('%s', async (_, changed) => {
    const store = memoryStore()
    const { answers } = await inMode('once', store, askAll([{ headers: { authorization: 'Bearer one', 'user-agent': 'OpenAI/JS 1' } }]))
    expect((await inMode('replay', store, askAll([changed]))).answers).toEqual(answers)
  })
})

test('a changed prompt is a miss, never a near answer', async () => {
  const store = memoryStore()
  await inMode('once', store, askAll([{ prompt: 'Say hi' }]))
  const recorder = await openRecorder('matching.yaml', { mode: 'replay', store })
  const count = server.count
  const response = await ask(createFetch(recorder), { prompt: 'Say ho' })
  expect(response.status).toBe(400)
  expect(server.count).toBe(count)
  await expect(recorder.close()).rejects.toMatchObject({ code: 'miss' })
})

test('20 parallel requests each have their own answer, recorded and replayed', async () => {
  const store = memoryStore()
  const prompts = Array.from({ length: 20 }, (_, n) => ({ prompt: `number ${n + 10}` }))
  const askAtOnce = (all: readonly Asked[]) => (fetch: Fetch) => Promise.all(all.map(async (each) => (await ask(fetch, each)).text()))
  const { answers, summary } = await inMode('once', store, askAtOnce(prompts))
  expect(summary.recorded).toBe(20)
  expect(new Set(answers).size).toBe(20)
  const replayed = await inMode('replay', store, askAtOnce(prompts.toReversed()))
  expect(replayed.answers).toEqual(answers.toReversed())
})

test('one request asked three times has its three answers in turn, and the fourth time is a miss', async () => {
  const store = memoryStore()
  let n = 0
  const stop = server.script('/v1/turns', async (stream) => {
    await stream.head({ headers: { 'content-type': 'text/plain' } })
    await stream.chunk(`answer ${++n}`)
    await stream.end()
  })
  const askTurns = (times: number) => async (fetch: Fetch) => {
    const answers: string[] = []
    for (let time = 0; time < times; time++) answers.push(await (await fetch(`${server.url}/v1/turns`)).text())
    return answers
  }
  await inMode('once', store, askTurns(3))
  stop()
  const three = ['answer 1', 'answer 2', 'answer 3']
  expect((await inMode('replay', store, askTurns(3))).answers).toEqual(three)
  expect((await inMode('replay', store, askTurns(5), { repeats: true })).answers).toEqual([...three, 'answer 3', 'answer 3'])

  const recorder = await openRecorder('matching.yaml', { mode: 'replay', store })
  const [, , , fourth] = await askTurns(4)(createFetch(recorder))
  expect(JSON.parse(fourth!).error.message).toContain('interaction 0 (GET')
  expect(JSON.parse(fourth!).error.message).toContain('already played')
  await expect(recorder.close()).rejects.toThrow(/repeats: true/)
})
