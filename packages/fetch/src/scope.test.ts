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
  openRecorder('scope.yaml', { mode: 'once', store, ...options })
const echo = async (text: string) => {
  const response = await fetch(`${server.url}/echo/body`, { method: 'POST', body: text })
  return { status: response.status, text: await response.text() }
}

test('what runs side by side is taped by its own recorder, also after waiting', async () => {
  using _ = patchFetch()
  const stores = Array.from({ length: 20 }, () => memoryStore())
  const use = async (store: CassetteStore, index: number) => {
    const recorder = await open(store)
    const answer = await recorder.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20 - index))
      return echo(`mine is ${index}`)
    })
    return { answer, ...(await recorder.close()) }
  }
  const recorded = await Promise.all(stores.map(use))
  const before = server.count
  const replayed = await Promise.all(stores.map(use))
  expect(server.count).toBe(before)
  expect(recorded.map((each) => each.recorded)).toEqual(stores.map(() => 1))
  expect(replayed.map((each) => each.replayed)).toEqual(stores.map(() => 1))
  expect(replayed.map(({ answer }) => answer)).toEqual(recorded.map(({ answer }) => answer))
})

test('a scope within a scope: the inner recorder decides, then the outer one again', async () => {
  using _ = patchFetch()
  const [outer, inner] = [await open(), await open()]
  await outer.run(async () => {
    await echo('1')
    await inner.run(() => echo('2'))
    await echo('3')
  })
  expect((await outer.close()).recorded).toBe(2)
  expect((await inner.close()).recorded).toBe(1)
})

test('outside of a scope nothing reaches the network, and the answer says what to do', async () => {
  using patch = patchFetch()
  const before = server.count
  const response = await fetch(`${server.url}/v1/models?key=AIzaSyA-0123456789abcdefghijklmnopqrstu`)
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as { error: { message: string } }
  expect(error.message.replace(server.url, 'http://SERVER')).toBe(
    'GET http://SERVER/v1/models?key=respool-redacted-google came where no recorder is bound, and was not sent. ' +
      "Make it inside recorder.run(), give `recorder` to patchFetch(), or let such requests pass with outside: 'pass'.",
  )
  expect(server.count).toBe(before)
  expect(patch.outside).toEqual({ passed: 0, missed: 1 })
})

test('outside of a scope requests pass where that was said', async () => {
  using patch = patchFetch({ outside: 'pass' })
  expect((await echo('hi')).status).toBe(200)
  expect(patch.outside).toEqual({ passed: 1, missed: 0 })
})

test('a misspelt `outside` is refused', () => {
  expect(() => patchFetch({ outside: 'passs' as 'pass' })).toThrow("outside is \"passs\". It is 'miss' or 'pass'.")
})

test('one that was given goes before one that is bound', async () => {
  const [given, bound] = [await open(), await open()]
  using _ = patchFetch({ recorder: given })
  await bound.run(() => echo('hi'))
  expect((await given.close()).recorded).toBe(1)
  expect((await bound.close()).recorded).toBe(0)
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
