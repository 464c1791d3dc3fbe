// What this package's tests share: doing the same thing recording and replaying.
import { memoryStore, type CassetteStore } from '@respool/core'
import { expect } from 'vitest'
import { createFetch, openRecorder, type Fetch, type RecorderOptions } from './index.ts'

async function tape<Value>(
  store: CassetteStore,
  mode: 'once' | 'replay',
  use: (fetch: Fetch) => Promise<Value>,
  options: RecorderOptions = {},
) {
  const recorder = await openRecorder('forms.yaml', { store, mode, strict: true, ...options })
  const value = await use(createFetch(recorder))
  const summary = await recorder.close()
  return { value, summary }
}

/** Does the same thing recording and replaying, and gives both results; the second time nothing may reach the server. */
export async function twice<Value>(
  server: { readonly count: number },
  use: (fetch: Fetch) => Promise<Value>,
  options: RecorderOptions = {},
) {
  const store = memoryStore()
  const recorded = (await tape(store, 'once', use, options)).value
  const before = server.count
  const replayed = (await tape(store, 'replay', use, options)).value
  expect(server.count).toBe(before)
  return { recorded, replayed, store }
}
