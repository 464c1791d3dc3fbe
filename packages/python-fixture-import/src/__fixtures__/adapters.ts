import { createFetch } from '@respool/fetch'
import type { Recorder } from '@respool/core'

/** How a client is given a recorder: by a `fetch` of its own, or by what is patched until it is disposed of. */
export interface Connection extends Disposable {
  readonly fetch: typeof globalThis.fetch
}

export interface Adapter {
  readonly name: string
  connect(recorder: Recorder): Connection
}

/** Every adapter, through which recordings must come out the same. */
export const adapters: readonly Adapter[] = [
  { name: '@respool/fetch', connect: (recorder) => ({ fetch: createFetch(recorder), [Symbol.dispose]() {} }) },
]
