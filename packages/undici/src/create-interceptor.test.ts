import { memoryStore } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { undicis } from './__fixtures__/undicis.ts'
import { createInterceptor, openRecorder } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const open = (mode: 'once' | 'replay', store = memoryStore()) => openRecorder('composed.yaml', { mode, store })

describe.each(Object.entries(undicis))('%s', (name, undici) => {
  test.each(['Client', 'Pool'] as const)('a composed %s, told where it goes, is recorded and replayed', async (kind) => {
    const store = memoryStore()
    for (const mode of ['once', 'replay'] as const) {
      const { count } = server
      const recorder = await open(mode, store)
      const dispatcher = new undici[kind](server.url)
      const taped = dispatcher.compose(createInterceptor(recorder, { origin: server.url }))
      const { statusCode, body } = await taped.request({ path: '/v1/models', method: 'GET' })
      expect(statusCode).toBe(200)
      expect(await body.json()).toMatchObject({ object: 'list' })
      await recorder.close()
      await dispatcher.close()
      expect(server.count - count).toBe(mode === 'once' ? 1 : 0)
    }
  })

  test('one that is not told, and does not tell, is refused with advice', async () => {
    const recorder = await open('replay')
    const client = new undici.Client(server.url)
    const { count } = server
    const asking = client.compose(createInterceptor(recorder)).request({ path: '/v1/models', method: 'GET' })
    // undici 8 tells its interceptors.
    if (name === 'undici 8') expect((await asking).statusCode).toBe(400)
    else
      await expect(asking).rejects.toMatchObject({
        code: 'invalid-option',
        message: expect.stringContaining('createInterceptor(recorder, { origin })'),
      })
    expect(server.count).toBe(count)
    await recorder.close().catch(() => {})
    await client.close()
  })

  test("Node's own fetch takes a composed Agent, whatever handlers either speaks", async () => {
    const recorder = await open('once')
    const agent = new undici.Agent()
    const dispatcher = agent.compose(createInterceptor(recorder))
    const response = await fetch(`${server.url}/v1/models`, { dispatcher } as unknown as RequestInit)
    expect(await response.json()).toMatchObject({ object: 'list' })
    expect((await recorder.close()).recorded).toBe(1)
    await agent.close()
  })

  test('retries and redirects above it are requests of their own', async () => {
    const store = memoryStore()
    const recorder = await open('once', store)
    const agent = new undici.Agent()
    const dispatcher = agent.compose(createInterceptor(recorder), undici.interceptors.redirect({ maxRedirections: 2 }))
    const { body } = await undici.request(`${server.url}/redirect/307/v1/models`, { dispatcher })
    expect(await body.json()).toMatchObject({ object: 'list' })
    expect((await recorder.close()).recorded).toBe(2)
    await agent.close()
  })
})
