import type { OpenRecorder } from '@respool/core'

/** One thing that works on a runtime, or does not. It runs there, on what is built: nothing of Node's, nothing of a test runner's. */
export interface Check {
  /** As the table names it. */
  readonly what: string
  readonly prove: (ground: Ground) => Promise<void>
}

/** What became of a check. */
export interface Finding {
  readonly what: string
  /** Why it did not work. */
  readonly error?: string
}

/** What a check stands on. */
export interface Ground {
  /** The server's, without a slash at its end. */
  readonly url: string
  readonly open: OpenRecorder
  /** The runtime's own fetch, whatever is patched. */
  readonly bare: typeof fetch
  /** Another one each time. */
  cassette(): string
}

/** Lets the server send the next chunk of the stream that is under way; in replay nothing has to be let. */
export type Release = () => Promise<void>

export function same(what: string, given: unknown, want: unknown): void {
  const [is, should] = [JSON.stringify(given), JSON.stringify(want)]
  if (is !== should) throw new Error(`${what} is ${is}, and should be ${should}.`)
}

/** What a promise rejects with. */
export async function failureOf(what: string, promise: Promise<unknown>): Promise<Error & { readonly code?: unknown }> {
  const value = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  // Not every runtime's errors of the network are of this realm's Error.
  if (typeof value !== 'object' || value === null || !('message' in value)) throw new Error(`${what} did not fail.`)
  return value as Error
}
