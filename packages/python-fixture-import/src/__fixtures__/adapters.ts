import type { Recorder } from '@respool/core'
import { createFetch } from '@respool/fetch'
import { patchHttp } from '@respool/node-http'
import { patchUndici } from '@respool/undici'
import nodeFetch from 'node-fetch'

type Fetch = typeof globalThis.fetch

/** How a client is given a recorder: by a `fetch` of its own, or by what is patched until it is disposed of. */
export interface Connection extends Disposable {
  readonly fetch: Fetch
}

export interface Adapter {
  readonly name: string
  connect(recorder: Recorder): Connection
}

/** Every adapter, through which recordings must come out the same. */
export const adapters: readonly Adapter[] = [
  { name: '@respool/fetch', connect: (recorder) => ({ fetch: createFetch(recorder), [Symbol.dispose]() {} }) },
  { name: '@respool/undici', connect: (recorder) => connection(patchUndici({ recorder }), globalThis.fetch) },
  // node-fetch stands on node:http, and its types on DOM's older ones.
  { name: '@respool/node-http', connect: (recorder) => connection(patchHttp({ recorder }), nodeFetch as unknown as Fetch) },
]

function connection(patch: Disposable, fetch: Fetch): Connection {
  return { fetch, [Symbol.dispose]: () => patch[Symbol.dispose]() }
}
