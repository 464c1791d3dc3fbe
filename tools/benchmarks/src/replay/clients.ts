// By its default, of which msw catches `request`; of a named import it does not.
import http, { type Agent, type IncomingMessage } from 'node:http'
import OpenAI from 'openai'
import { request as undiciRequest, type Dispatcher } from 'undici'
import { requestHeaders } from './exchanges.ts'

/** A response as its client gave it. */
export interface Received {
  readonly status: number
  readonly type: string
  readonly id: string
  /** By `performance.now()`: when the first chunk, or event, was there. */
  readonly first: number
  /** As they arrived; or, of a client that parses them, the events' texts. */
  readonly chunks: readonly Uint8Array[] | readonly string[]
}

/** Asks once. @param whole is the answer read in one piece, as JSON is, or as it arrives? */
export type Ask = (url: string, body: string, whole: boolean) => Promise<Received>

type FetchLike = (url: string, init: { method: string; headers: Record<string, string>; body: string }) => Promise<Response>

/** The ways in which people ask; a contestant may bring what its own way needs. */
export const clients = {
  fetch: (own?: { readonly fetch?: FetchLike }): Ask => {
    return async (url, body, whole) => {
      const response = await (own?.fetch ?? globalThis.fetch)(url, { method: 'POST', headers: requestHeaders, body })
      const read = whole ? atOnce(new Uint8Array(await response.arrayBuffer())) : await readAll(response.body!)
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        id: response.headers.get('x-request-id') ?? '',
        ...read,
      }
    }
  },
  'undici.request': (own?: { readonly dispatcher?: Dispatcher }): Ask => {
    return async (url, body, whole) => {
      const response = await undiciRequest(url, { method: 'POST', headers: requestHeaders, body, ...own })
      const { 'content-type': type, 'x-request-id': id } = response.headers
      const read = whole ? atOnce(new Uint8Array(await response.body.arrayBuffer())) : await iterate(response.body)
      return { status: response.statusCode, type: String(type), id: String(id), ...read }
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
      const read = await iterate(response)
      const given = whole ? { ...read, chunks: [Buffer.concat(read.chunks)] } : read
      return { status: response.statusCode ?? 0, type: String(type), id: String(id), ...given }
    }
  },
  openai: (own?: { readonly fetch?: FetchLike }): Ask => {
    // As the application has them; the client sends just what they say.
    const bodies = new Map<string, OpenAI.ChatCompletionCreateParams>()
    let client: OpenAI | undefined
    return async (url, body, whole) => {
      client ??= new OpenAI({
        apiKey: 'not-a-key',
        baseURL: url.replace(/\/chat\/completions$/, ''),
        maxRetries: 0,
        ...(own as { fetch?: typeof fetch }),
      })
      if (!bodies.has(body)) bodies.set(body, JSON.parse(body) as OpenAI.ChatCompletionCreateParams)
      const asked = bodies.get(body)!
      if (whole) {
        const { data, response } = await client.chat.completions
          .create(asked as OpenAI.ChatCompletionCreateParamsNonStreaming)
          .withResponse()
        return { ...headOf(response), first: performance.now(), chunks: [data.choices[0]!.message.content ?? ''] }
      }
      const { data, response } = await client.chat.completions.create(asked as OpenAI.ChatCompletionCreateParamsStreaming).withResponse()
      let first = 0
      const chunks: string[] = []
      for await (const { choices } of data) {
        first ||= performance.now()
        chunks.push(choices[0]?.delta.content ?? '')
      }
      return { ...headOf(response), first, chunks }
    }
  },
} as const

export type ClientName = keyof typeof clients

interface Read {
  readonly first: number
  readonly chunks: Uint8Array[]
}

function headOf(response: Response): Pick<Received, 'status' | 'type' | 'id'> {
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    id: response.headers.get('x-request-id') ?? '',
  }
}

function atOnce(chunk: Uint8Array): Read {
  return { first: performance.now(), chunks: [chunk] }
}

async function readAll(body: ReadableStream<Uint8Array>): Promise<Read> {
  const chunks: Uint8Array[] = []
  let first = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return { first, chunks }
    first ||= performance.now()
    chunks.push(value)
  }
}

async function iterate(body: AsyncIterable<Uint8Array>): Promise<Read> {
  const chunks: Uint8Array[] = []
  let first = 0
  for await (const chunk of body) {
    first ||= performance.now()
    chunks.push(chunk)
  }
  return { first, chunks }
}
