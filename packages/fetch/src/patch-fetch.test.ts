import { memoryStore } from '@respool/core'
import { startServer } from '@respool/testkit'
import { expect, test } from 'vitest'
import { createFetch, openRecorder, patchFetch } from './index.ts'

test('the global fetch is taped until it is disposed of, and then as it was', async () => {
  await using server = await startServer()
  const before = Object.getOwnPropertyDescriptor(globalThis, 'fetch')
  const recorder = await openRecorder('patched.yaml', { mode: 'once', store: memoryStore() })
  {
    using _ = patchFetch({ recorder })
    await (await fetch(`${server.url}/v1/models`)).text()
  }
  expect(Object.getOwnPropertyDescriptor(globalThis, 'fetch')).toEqual(before)
  await (await fetch(`${server.url}/v1/models`)).text()
  expect(server.count).toBe(2)
  expect((await recorder.close()).recorded).toBe(1)
})

test("a createFetch of one's own below the patch records once, not twice", async () => {
  await using server = await startServer()
  const recorder = await openRecorder('patched.yaml', { mode: 'once', store: memoryStore() })
  {
    using _ = patchFetch({ recorder })
    await (await createFetch(recorder)(`${server.url}/v1/models`)).text()
  }
  expect((await recorder.close()).recorded).toBe(1)
})

test('patches come off last in, first out: another order is an error, and nothing is undone twice', async () => {
  const before = globalThis.fetch
  const recorder = await openRecorder('patched.yaml', { mode: 'replay', store: memoryStore() })
  const first = patchFetch({ recorder })
  const second = patchFetch({ recorder })
  expect(() => first[Symbol.dispose]()).toThrow(expect.objectContaining({ code: 'patch-order' }))
  second[Symbol.dispose]()
  first[Symbol.dispose]()
  first[Symbol.dispose]()
  expect(globalThis.fetch).toBe(before)
  await recorder.close()
})
