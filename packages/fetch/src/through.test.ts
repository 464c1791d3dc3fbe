// Adapters that stand above each other: whoever decides first has decided.
import { memoryStore, type CassetteStore } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFetch, openRecorder, patchFetch, type RecorderOptions } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const open = (store: CassetteStore = memoryStore(), options: RecorderOptions = {}) =>
  openRecorder('through.yaml', { mode: 'once', store, ...options })

test("a createFetch of one's own below the patch records once, not twice", async () => {
  const recorder = await open()
  {
    using _ = patchFetch({ recorder })
    await (await createFetch(recorder)(`${server.url}/v1/models`)).text()
  }
  expect((await recorder.close()).recorded).toBe(1)
})

test('a recorder that has let a request through is not asked about it again', async () => {
  const recorder = await open()
  using _ = patchFetch()
  // The patched fetch, as a client might hold it, is the network of another adapter.
  const taped = createFetch(recorder, { fetch: globalThis.fetch })
  await recorder.run(async () => (await taped(`${server.url}/v1/models`)).text())
  await (await taped(`${server.url}/v1/models`)).text()
  const { recorded, network } = await recorder.close()
  expect({ recorded, network }).toEqual({ recorded: 2, network: 2 })
})

test('but another one is: one recorder may tape what another replays', async () => {
  const store = memoryStore()
  const first = await open(store)
  await createFetch(first)(`${server.url}/v1/models`).then((response) => response.text())
  await first.close()
  const [replaying, recording] = [await open(store, { mode: 'replay' }), await open()]
  const before = server.count
  await createFetch(recording, { fetch: createFetch(replaying) })(`${server.url}/v1/models`).then((response) => response.text())
  expect(server.count).toBe(before)
  expect((await replaying.close()).replayed).toBe(1)
  expect((await recording.close()).recorded).toBe(1)
})
