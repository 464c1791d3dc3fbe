// By its default, of which msw catches `request`; of a named import it does not.
import http, { type Agent, type IncomingMessage } from 'node:http'
import { request as undiciRequest, type Dispatcher } from 'undici'
import { requestHeaders } from './exchanges.ts'

/** A response as its client gave it. */
export interface Received {
  readonly status: number
  readonly type: string
  readonly id: string
  readonly chunks: readonly Uint8Array[]
}

/** Asks once. @param whole is the answer read in one piece, as JSON is, or as it arrives? */
export type Ask = (url: string, body: string, whole: boolean) => Promise<Received>

type FetchLike = (url: string, init: { method: string; headers: Record<string, string>; body: string }) => Promise<Response>

/** The ways in which people ask; a contestant may bring what its own way needs. */
export const clients = {
  fetch: (own?: { readonly fetch?: FetchLike }): Ask => {
    return async (url, body, whole) => {
      const response = await (own?.fetch ?? globalThis.fetch)(url, { method: 'POST', headers: requestHeaders, body })
      const chunks = whole ? [new Uint8Array(await response.arrayBuffer())] : await readAll(response.body!)
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        id: response.headers.get('x-request-id') ?? '',
        chunks,
      }
    }
  },
  'undici.request': (own?: { readonly dispatcher?: Dispatcher }): Ask => {
    return async (url, body, whole) => {
      const response = await undiciRequest(url, { method: 'POST', headers: requestHeaders, body, ...own })
      const { 'content-type': type, 'x-request-id': id } = response.headers
      const chunks = whole ? [new Uint8Array(await response.body.arrayBuffer())] : await iterate(response.body)
      return { status: response.statusCode, type: String(type), id: String(id), chunks }
    }
  },
  'node:http': (own?: { readonly agent?: Agent }): Ask => {
    return async (url, body, whole) => {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        http
          .request(url, { method: 'POST', headers: requestHeaders, ...own }, resolve)
          .on('error', reject)
          .end(body)
      })
      const { 'content-type': type, 'x-request-id': id } = response.headers
      const chunks = whole ? [Buffer.concat(await iterate(response))] : await iterate(response)
      return { status: response.statusCode ?? 0, type: String(type), id: String(id), chunks }
    }
  },
} as const

export type ClientName = keyof typeof clients

async function readAll(body: ReadableStream<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  const reader = body.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value)
  return chunks
}

async function iterate(body: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return chunks
}
