import { brotliDecompressSync, gunzipSync } from 'node:zlib'

import type { Received } from './driver.ts'

/** All that a response holds, and how it ended. */
export interface Whole {
  readonly chunks: readonly Uint8Array[]
  /** What reading failed with; undefined after a clean end. */
  readonly error: unknown
}

/** Reads to the end, whatever that is. No turn of the event loop stands between two reads: a client may join what waits meanwhile. */
export async function readToEnd({ chunks }: Pick<Received, 'chunks'>): Promise<Whole> {
  const read: Uint8Array[] = []
  try {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) read.push(next.value)
    return { chunks: read, error: undefined }
  } catch (error) {
    return { chunks: read, error }
  }
}

/** The content, of which a client that does not decode gives the code. */
export async function contentOf(received: Received): Promise<Buffer> {
  const { chunks, error } = await readToEnd(received)
  if (error) throw error
  const bytes = Buffer.concat(chunks)
  const encoding = received.decoded ? undefined : headerOf(received, 'content-encoding')
  if (encoding === 'gzip') return gunzipSync(bytes)
  return encoding === 'br' ? brotliDecompressSync(bytes) : bytes
}

export async function textOf(received: Received): Promise<string> {
  return (await contentOf(received)).toString('utf8')
}

export function headerOf({ headers }: Pick<Received, 'headers'>, name: string): string | undefined {
  return headersOf({ headers }, name)[0]
}

export function headersOf({ headers }: Pick<Received, 'headers'>, name: string): string[] {
  return headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value)
}

export const decode = (chunk: Uint8Array | undefined) => new TextDecoder().decode(chunk)

/** What of an error a caller sees and may test for. */
export function shapeOf(error: unknown): { name: unknown; code: unknown; message: unknown } | undefined {
  if (error === undefined) return undefined
  const { name, code, message } = error as { name?: unknown; code?: unknown; message?: unknown }
  return { name, code, message }
}

/** What a promise rejects with, which it must. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if ('error' in outcome) return outcome.error
  throw new Error(`This should have rejected, and gave ${String(outcome.value)}.`)
}
