import type { ServerResponse } from 'node:http'
import { constants, createGzip, gzipSync } from 'node:zlib'

import type { ReceivedRequest } from './received.ts'

export type Header = readonly [name: string, value: string]

/** A response that is known from the start: plain data, sent by {@link sendAnswer}. */
export interface Answer {
  readonly status: number
  readonly statusText?: string
  readonly headers: readonly Header[]
  readonly parts: readonly Uint8Array[]
  /** Sent part by part without a length; otherwise in one piece with a Content-Length. */
  readonly streamed?: boolean
  /** `accepted`: where the request accepts gzip; `always`: as some proxies do, even if it asked for identity. */
  readonly gzip?: 'accepted' | 'always'
}

// Today's would make each run's responses differ.
const date: Header = ['Date', 'Thu, 01 Jan 2026 00:00:00 GMT']

export function jsonAnswer(value: unknown, { status = 200, headers = [] }: { status?: number; headers?: readonly Header[] } = {}): Answer {
  return { status, headers: [['Content-Type', 'application/json'], ...headers], parts: [Buffer.from(JSON.stringify(value))] }
}

export function bytesAnswer(contentType: string, bytes: Uint8Array): Answer {
  return { status: 200, headers: [['Content-Type', contentType]], parts: [bytes] }
}

export function streamAnswer(contentType: string, parts: readonly Uint8Array[]): Answer {
  return { status: 200, headers: [['Content-Type', contentType]], parts, streamed: true }
}

export function emptyAnswer(status: number, headers: readonly Header[] = []): Answer {
  return { status, headers, parts: [] }
}

export async function sendAnswer(answer: Answer, request: ReceivedRequest, response: ServerResponse): Promise<void> {
  const zipped = answer.gzip === 'always' || (answer.gzip === 'accepted' && /\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
  const headers = [...answer.headers, ...(zipped ? [['Content-Encoding', 'gzip'] as const] : [])]
  if (answer.streamed) {
    writeHead(response, answer, headers)
    response.flushHeaders()
    if (request.method !== 'HEAD') for await (const part of zipped ? gzipParts(answer.parts) : answer.parts) await writePart(response, part)
    response.end()
    return
  }
  const whole = Buffer.concat(answer.parts)
  const body = zipped ? gzipSync(whole) : whole
  // 204 and 304 have no body, and Node's parser reads one that is announced as the next response.
  const bodiless = answer.status === 204 || answer.status === 304
  writeHead(response, answer, bodiless ? headers : [...headers, ['Content-Length', String(body.byteLength)]])
  response.end(bodiless || request.method === 'HEAD' ? undefined : body)
}

/** Resolves once the kernel has taken the bytes: true; or the connection is gone: false. */
export function writePart(response: ServerResponse, bytes: string | Uint8Array): Promise<boolean> {
  if (response.destroyed || response.writableEnded) return Promise.resolve(false)
  return new Promise((resolve) => {
    // Node forgets the callbacks of what it still holds when a socket is destroyed.
    const gone = () => resolve(false)
    response.once('close', gone)
    response.write(bytes, (error) => {
      response.off('close', gone)
      resolve(!error)
    })
  })
}

/** Writes the head with header names as given, each as often as given: Node joins and lower-cases nothing of a flat list. */
export function writeHead(
  response: ServerResponse,
  { status, statusText }: Pick<Answer, 'status' | 'statusText'>,
  headers: readonly Header[],
) {
  const list = [date, ...headers].flat()
  if (statusText === undefined) response.writeHead(status, list)
  else response.writeHead(status, statusText, list)
}

/** Each part compressed so far that the client can read it: a stream that is compressed as a whole is no stream. */
async function* gzipParts(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH })
  for (const part of parts) {
    await new Promise((resolve) => gzip.write(part, resolve))
    yield gzip.read() as Uint8Array
  }
  gzip.end()
  yield* gzip
}
