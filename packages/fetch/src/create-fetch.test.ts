import { memoryStore, parseCassette, type CassetteStore, type HttpRequest } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFetch, openRecorder, type Fetch, type RecorderOptions } from './index.ts'
import { tape, twice } from './test-data.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

async function storedRequest(store: CassetteStore): Promise<HttpRequest> {
  return (await parseCassette((await store.read('forms.yaml'))!)).interactions[0]!.request
}

test('recording asks for identity, whatever the caller asked for, and keeps the other headers', async () => {
  const store = memoryStore()
  await tape(store, 'once', (fetch) => fetch(`${server.url}/v1/models`, { headers: { 'Accept-Encoding': 'gzip', 'X-Mine': 'yes' } }))
  expect(server.requests.at(-1)!.headers).toMatchObject({ 'accept-encoding': 'identity', 'x-mine': 'yes' })
  expect((await storedRequest(store)).headers).toEqual([])
})

test('what fetch itself refuses is refused in replay too', async () => {
  const recorder = await openRecorder('forms.yaml', { store: memoryStore(), mode: 'replay' })
  const taped = createFetch(recorder)
  await expect(taped('no url')).rejects.toThrow(TypeError)
  await expect(taped(server.url, { method: 'GET', body: 'hi' })).rejects.toThrow(TypeError)
  await expect(taped(server.url.replace('//', '//user:password@'))).rejects.toThrow(TypeError)
  await recorder.close()
})

describe('429 and 5xx', () => {
  const ask = (fetch: Fetch, status: number) =>
    fetch(`${server.url}/v1/chat/completions`, { method: 'POST', body: JSON.stringify({ model: `test-error-${status}`, messages: [] }) })
  test.each([
    [400, 1],
    [401, 1],
    [429, 0],
    [500, 0],
  ])('%i: kept %i times', async (status, times) => {
    const store = memoryStore()
    const { summary } = await tape(store, 'once', async (fetch) => (await ask(fetch, status)).text())
    expect(summary.recorded).toBe(times)
    expect(summary.notStored.map(({ reason }) => reason)).toEqual(
      times ? [] : [`the answer was ${status}; \`recordErrors: true\` keeps it`],
    )
  })
  test('are kept with recordErrors, with when to retry', async () => {
    const { replayed } = await twice(server, async (fetch) => (await ask(fetch, 429)).headers.get('retry-after'), { recordErrors: true })
    expect(replayed).toBe('1')
  })
})

describe('hosts', () => {
  test.each<[string, RecorderOptions, 'taped' | 'passed' | 'missed']>([
    ['all are taped by default', {}, 'taped'],
    ['one named with its port', { hosts: ['HOST'] }, 'taped'],
    ['one named without', { hosts: ['127.0.0.1'] }, 'taped'],
    ['one that a pattern finds', { hosts: [/^127\./] }, 'taped'],
    ['another passes', { hosts: ['api.openai.com'] }, 'passed'],
    ['another is a miss', { hosts: ['api.openai.com'], others: 'miss' }, 'missed'],
  ])('%s', async (_, { hosts, ...options }, want) => {
    const here = new URL(server.url).host
    const recorder = await openRecorder('forms.yaml', {
      store: memoryStore(),
      mode: 'once',
      ...(hosts && { hosts: hosts.map((host) => (host === 'HOST' ? here : host)) }),
      ...options,
    })
    const before = server.count
    const response = await createFetch(recorder)(`${server.url}/v1/models`)
    await response.text()
    expect(server.count - before).toBe(want === 'missed' ? 0 : 1)
    const outcome = await recorder.close().then(
      ({ recorded, passed }) => (recorded ? 'taped' : passed ? 'passed' : undefined),
      () => 'missed',
    )
    expect(outcome).toBe(want)
  })
})

test('after close, a request is refused with the recorder named, and nothing reaches the network', async () => {
  const recorder = await openRecorder('forms.yaml', { store: memoryStore(), mode: 'once' })
  await recorder.close()
  const before = server.count
  const response = await createFetch(recorder)(server.url)
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('The recorder of memory:forms.yaml is closed')
  expect(server.count).toBe(before)
})

test('content that not every fetch can decode is passed on and not stored, and the summary says why', async () => {
  const store = memoryStore()
  const coded = new Response('coded', { headers: { 'content-encoding': 'zstd' } })
  const recorder = await openRecorder('forms.yaml', { store, mode: 'once' })
  const response = await createFetch(recorder, { fetch: async () => coded })(server.url)
  expect(response).toBe(coded)
  expect((await recorder.close()).notStored).toEqual([
    { method: 'GET', url: `${server.url}/`, reason: expect.stringContaining('encoded as zstd') },
  ])
  expect(await store.read('forms.yaml')).toBeUndefined()
})
