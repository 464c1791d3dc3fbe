import { memoryStore, type CassetteStore } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createFetch, openRecorder } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const path = '/v1/by-hand'

/** Records one chunk, which the client holds, and then what the test does. */
async function recordOne(end: 'end' | 'cut' | 'cancel'): Promise<CassetteStore> {
  const store = memoryStore()
  const recorder = await openRecorder('ending.yaml', { store, mode: 'once' })
  const stream = server.nextStream(path)
  const pending = createFetch(recorder)(server.url + path)
  await stream.chunk('data: 1\n\n')
  const reader = (await pending).body!.getReader()
  await reader.read()
  if (end === 'end') await stream.end()
  if (end === 'cut') await stream.cut('reset')
  if (end === 'cancel') await reader.cancel('enough')
  else await reader.read().catch(() => {})
  await recorder.close()
  return store
}

async function replay<Value>(store: CassetteStore, use: (fetch: typeof globalThis.fetch) => Promise<Value>): Promise<Value> {
  const recorder = await openRecorder('ending.yaml', { store, mode: 'replay' })
  const value = await use(createFetch(recorder))
  await recorder.close()
  return value
}

const errorOf = (store: CassetteStore) =>
  replay(store, async (fetch) => {
    const response = await fetch(server.url + path)
    return response.text().catch((error: unknown) => error)
  })

test('past the end of a cancelled recording there is an error that says so', async () => {
  expect(await errorOf(await recordOne('cancel'))).toMatchObject({
    name: 'RespoolError',
    code: 'recording-cancelled',
    details: { chunks: 1 },
  })
})

test('a connection that broke breaks again as in fetch, and the cause tells of the recording', async () => {
  const error = await errorOf(await recordOne('cut'))
  expect(error).toBeInstanceOf(TypeError)
  const reason: unknown = expect.stringMatching(/terminated: .*(ECONNRESET|other side closed)/)
  expect(error).toMatchObject({ message: 'terminated', cause: { code: 'recording-failed', details: { chunks: 1, reason } } })
})

test('a replay listens to the signal no longer than it lasts', async () => {
  const controller = new AbortController()
  let listeners = 0
  vi.spyOn(controller.signal, 'addEventListener').mockImplementation(() => listeners++)
  vi.spyOn(controller.signal, 'removeEventListener').mockImplementation(() => listeners--)
  await replay(await recordOne('end'), async (fetch) => (await fetch(server.url + path, { signal: controller.signal })).text())
  expect(listeners).toBe(0)
})
