import type { Fetch } from '@respool/fetch'
import { patched, taped } from '../bindings/fetch.ts'
import { patchedUndici } from '../bindings/undici.ts'
import { client, type AnyClient, type Session } from '../client.ts'

export interface FetchClient {
  readonly name: string
  readonly packages: readonly string[]
  /** @param fetch what the client is to call; without it, what it calls by itself */
  readonly connect: (url: string, fetch?: Fetch) => Session
}

/** A client that calls fetch: with one of ours, with the global one patched, and with what Node's own stands on. */
export function byFetch({ connect, ...named }: FetchClient): AnyClient[] {
  return [
    client({ ...named, binding: taped, connect }),
    client({ ...named, binding: patched, connect: (url) => connect(url) }),
    client({ ...named, binding: patchedUndici, connect: (url) => connect(url) }),
  ]
}
