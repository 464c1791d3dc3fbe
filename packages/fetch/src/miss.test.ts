import { createOpenAI } from '@ai-sdk/openai'
import { ChatOpenAI } from '@langchain/openai'
import { memoryStore, type MissError } from '@respool/core'
import { startServer } from '@respool/testkit'
import { generateText } from 'ai'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFetch, openRecorder, type Fetch } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const apiKey = 'any'

// Each asks with its own defaults, and so with retries.
const clients: { [name: string]: (fetch: Fetch, prompt: string) => Promise<unknown> } = {
  openai: (fetch, prompt) =>
    new OpenAI({ apiKey, baseURL: `${server.url}/v1`, fetch }).chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: prompt }],
    }),
  'ai with @ai-sdk/openai': (fetch, prompt) =>
    generateText({ model: createOpenAI({ apiKey, baseURL: `${server.url}/v1`, fetch }).chat('gpt-4o'), prompt }),
  '@langchain/openai': (fetch, prompt) =>
    new ChatOpenAI({ apiKey, model: 'gpt-4o', configuration: { baseURL: `${server.url}/v1`, fetch } }).invoke(prompt),
}

describe.each(Object.keys(clients))('a miss through %s', (name) => {
  test('is one try, and its message names the nearest request and the path that differs', async () => {
    const store = memoryStore()
    const recording = await openRecorder('miss.yaml', { mode: 'once', store })
    await clients[name]!(createFetch(recording), 'Say hi in Portuguese')
    await recording.close()

    const before = server.count
    const recorder = await openRecorder('miss.yaml', { mode: 'replay', store })
    let tries = 0
    const taped = createFetch(recorder)
    const counted: Fetch = (...args) => (tries++, taped(...args))
    const error: unknown = await clients[name]!(counted, 'Say hi in Spanish').catch((thrown: unknown) => thrown)
    expect(tries).toBe(1)
    expect((error as Error).message).toContain(`The nearest is interaction 0 (POST ${server.url}/v1/chat/completions)`)
    expect((error as Error).message).toContain('body /messages/0/content: recorded "Say hi in Portuguese", asked "Say hi in Spanish"')
    expect(server.count).toBe(before)

    const failure = (await recorder.close().catch((thrown: unknown) => thrown)) as MissError
    expect(failure.details).toMatchObject({ method: 'POST', nearest: 0, tries: 1 })
    expect(failure.message.replaceAll(server.url, 'http://127.0.0.1:8080')).toMatchSnapshot()
  })
})

test('of a cassette that others have finished, once says how to share it', async () => {
  const store = memoryStore()
  for (const name of ['a', 'b']) {
    const recorder = await openRecorder('miss.yaml', { mode: 'once', store })
    const answer = await (await createFetch(recorder)(`${server.url}/${name}`)).text()
    if (name === 'a') await recorder.close()
    else {
      expect(answer).toContain('run once with RESPOOL_MODE=new-episodes to record it')
      await expect(recorder.close()).rejects.toThrow(/run once with RESPOOL_MODE=new-episodes to record it.*Test files that share/)
    }
  }
})

test('where nothing was recorded, one paragraph says so, and what to do', async () => {
  const recorder = await openRecorder('miss.yaml', { mode: 'replay', store: memoryStore() })
  const answer = (await (await createFetch(recorder)(`${server.url}/a`)).json()) as { error: { message: string } }
  expect(answer.error.message).toMatch(/there is no cassette at memory:miss.yaml \(mode replay\)\. Record it: /)
  await recorder.close().catch(() => {})
})

test('every miss is explained once, however often it was tried, and counted', async () => {
  const recorder = await openRecorder('miss.yaml', { mode: 'replay', store: memoryStore() })
  const fetch = createFetch(recorder)
  for (const name of ['a', 'b', 'a', 'a']) await (await fetch(`${server.url}/${name}`)).text()
  const failure = (await recorder.close().catch((thrown: unknown) => thrown)) as MissError
  expect(failure.message.replaceAll(server.url, 'http://127.0.0.1:8080')).toMatchSnapshot()
})

test('however many there are, the explanation stays under forty lines', async () => {
  const store = memoryStore()
  const recording = await openRecorder('miss.yaml', { mode: 'once', store })
  const ask = (fetch: Fetch, content: string) =>
    fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({
        model: 'gpt-4o',
        messages: Array.from({ length: 12 }, (_, n) => ({ role: 'user', content: `${content} ${n}` })),
      }),
    })
  for (const content of ['one', 'two', 'three', 'four']) await (await ask(createFetch(recording), content)).text()
  await recording.close()
  const { connections } = server
  const recorder = await openRecorder('miss.yaml', { mode: 'replay', store })
  for (let n = 0; n < 30; n++) await (await ask(createFetch(recorder), `another ${n}`)).text()
  const failure = (await recorder.close().catch((thrown: unknown) => thrown)) as MissError
  const lines = failure.message.split('\n')
  expect(lines.length).toBeLessThan(40)
  expect(lines.length).toBeGreaterThan(15)
  expect(failure.message).toContain('  then: interaction ')
  expect(failure.message).toContain('and 23 more')
  // Counted at the socket: nothing was even connected.
  expect(server.connections).toBe(connections)
})

test('left by `await using`, a miss that was shown does not hide the error of the block; one that nobody saw is thrown', async () => {
  const block = async (read: boolean) => {
    await using recorder = await openRecorder('miss.yaml', { mode: 'replay', store: memoryStore() })
    const response = await createFetch(recorder)(`${server.url}/a`)
    if (!read) return
    throw new Error(`status ${response.status}: ${(await response.text()).slice(0, 9)}`)
  }
  await expect(block(true)).rejects.toThrow('status 400: {"error":')
  await expect(block(false)).rejects.toMatchObject({ code: 'miss' })
})
