import { PassThrough } from 'node:stream'
import type * as Undici from 'undici-8'
import * as undici6 from 'undici-6'
import * as undici7 from 'undici-7'

export type AnyUndici = typeof Undici

/** The newest of each major, where it runs. */
export const undicis: { readonly [name: string]: AnyUndici } = {
  'undici 6': undici6 as unknown as AnyUndici,
  'undici 7': undici7 as unknown as AnyUndici,
  ...(runs8() && { 'undici 8': await import('undici-8') }),
}

export interface CallInit {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
  readonly dispatcher?: unknown
}

export interface Answer {
  readonly status: number
  /** Of each name, all values. */
  header(name: string): string[]
  /** As they arrive; fails where the response does. */
  readonly body: AsyncIterable<Uint8Array>
}

/** A function of a library that asks through a dispatcher. */
export type Call = (url: string, init?: CallInit) => Promise<Answer>

/** Every way to ask: Node's own fetch, and four functions of each undici. */
export const calls: { readonly [name: string]: Call } = {
  "Node's fetch": viaFetch(globalThis.fetch),
  ...Object.fromEntries(Object.entries(undicis).flatMap(([name, undici]) => callsOf(name, undici))),
}

export function callsOf(name: string, undici: AnyUndici): [string, Call][] {
  return [
    [`${name} fetch`, viaFetch(undici.fetch as unknown as typeof globalThis.fetch)],
    [`${name} request`, viaRequest(undici)],
    [`${name} stream`, viaStream(undici)],
    [`${name} pipeline`, viaPipeline(undici)],
  ]
}

export async function textOf({ body }: Answer): Promise<string> {
  return (await chunksOf(body)).join('')
}

export async function chunksOf(body: AsyncIterable<Uint8Array>): Promise<string[]> {
  const chunks: string[] = []
  for await (const chunk of body) chunks.push(Buffer.from(chunk).toString())
  return chunks
}

function viaFetch(fetch: typeof globalThis.fetch): Call {
  return async (url, init) => {
    const { status, headers, body } = await fetch(url, init as RequestInit)
    return {
      status,
      header: (name) => (name === 'set-cookie' ? headers.getSetCookie() : [headers.get(name) ?? []].flat()),
      body: body ?? [],
    }
  }
}

type Parsed = Record<string, string | string[] | undefined>

function answer(status: number, headers: Parsed, body: AsyncIterable<Uint8Array>): Answer {
  return { status, header: (name) => [headers[name] ?? []].flat(), body }
}

function viaRequest({ request }: AnyUndici): Call {
  return async (url, init) => {
    const { statusCode, headers, body } = await request(url, init as Parameters<typeof request>[1])
    return answer(statusCode, headers, body)
  }
}

function viaStream({ stream }: AnyUndici): Call {
  return (url, init) =>
    new Promise((resolve, reject) => {
      stream(url, { method: 'GET', ...init } as Parameters<typeof stream>[1], ({ statusCode, headers }) => {
        const body = new PassThrough({ objectMode: true })
        // Told to whoever reads it.
        body.on('error', () => {})
        resolve(answer(statusCode, headers, body))
        return body
      }).catch(reject)
    })
}

function viaPipeline({ pipeline }: AnyUndici): Call {
  return (url, { body = '', ...init } = {}) =>
    new Promise((resolve, reject) => {
      const duplex = pipeline(url, { method: 'GET', ...init } as Parameters<typeof pipeline>[1], (response) => {
        resolve(answer(response.statusCode, response.headers, response.body))
        // Nothing is to come out of the duplex: the body is read as it is.
        return new PassThrough()
      })
      duplex.on('error', reject)
      duplex.end(body)
    })
}

function runs8(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const runs = major > 22 || (major === 22 && minor >= 19)
  if (!runs) console.log(`skipped: undici 8 needs Node 22.19, and this is ${process.versions.node}`)
  return runs
}
