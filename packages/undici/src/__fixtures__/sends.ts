import { PassThrough, type Readable } from 'node:stream'
import type { Received, Send, Sent } from '@respool/conformance/driver'
import type { Undici } from './undicis.ts'

/** What a driver's `send` is made with. */
export interface SendOptions {
  /** Instead of the global one. */
  readonly dispatcher?: unknown
  /** Headers as an object, names in lower case: instead of as they came. */
  readonly parsed?: boolean
}

export function sendByFetch(undici: Pick<Undici, 'fetch'> & Partial<Pick<Undici, 'FormData'>>, { dispatcher }: SendOptions = {}): Send {
  return async ({ url, method = 'GET', headers = [], body, signal }) => {
    const response = await undici.fetch(url, {
      method,
      headers: headers.map(([name, value]) => [name, value] as [string, string]),
      ...(body !== undefined && { body: ownForm(body, undici.FormData) as never, duplex: 'half' as const }),
      ...(signal && { signal }),
      ...(dispatcher !== undefined && { dispatcher: dispatcher as never }),
    })
    const reader = response.body?.getReader()
    return {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers] as [string, string][],
      decoded: true,
      chunks: {
        async next() {
          const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
          return done ? { done, value: undefined } : { done: false, value: value as Uint8Array }
        },
      },
      cancel: () => void reader?.cancel('enough').catch(() => {}),
    }
  }
}

export function sendByRequest(undici: Undici, options: SendOptions = {}): Send {
  return async (sent) => {
    const { statusCode, statusText, headers, body } = await undici.request(sent.url, init(undici, sent, options))
    return received(statusCode, statusText, headers, body)
  }
}

export function sendByStream(undici: Undici, options: SendOptions = {}): Send {
  return (sent) =>
    new Promise((resolve, reject) => {
      undici
        .stream(sent.url, init(undici, sent, options), ({ statusCode, headers }) => {
          const body = new PassThrough({ objectMode: true, highWaterMark: 1 })
          resolve(received(statusCode, undefined, headers, body))
          return body
        })
        .catch(reject)
    })
}

export function sendByPipeline(undici: Undici, options: SendOptions = {}): Send {
  return ({ body, ...sent }) =>
    new Promise((resolve, reject) => {
      const duplex = undici.pipeline(sent.url, { ...init(undici, sent, options), objectMode: true }, ({ statusCode, headers, body: content }) => {
        resolve(received(statusCode, undefined, headers, duplex))
        return content
      })
      duplex.on('error', reject)
      if (body instanceof ReadableStream) void writeAll(duplex, body).catch(reject)
      else duplex.end(body as string | Uint8Array | undefined)
    })
}

async function writeAll(duplex: NodeJS.WritableStream, body: ReadableStream<Uint8Array>): Promise<void> {
  for await (const part of body) if (!duplex.write(part)) await new Promise((resolve) => duplex.once('drain', resolve))
  duplex.end()
}

/** As undici's own functions take a request, headers in the order given and with their spelling; and give them, too. */
export function init(undici: Undici, { method = 'GET', headers = [], body, signal }: Omit<Sent, 'url'>, { dispatcher, parsed }: SendOptions = {}) {
  return {
    method,
    headers: headers.flatMap(([name, value]) => [name, value]),
    ...(!parsed && { responseHeaders: 'raw' }),
    ...(body !== undefined && { body: ownForm(body, undici.FormData) }),
    ...(signal && { signal }),
    ...(dispatcher !== undefined && { dispatcher }),
  } as never as { method: string; dispatcher?: never }
}

/** undici knows its own kind of form only. */
function ownForm(body: unknown, Form: Undici['FormData'] | undefined): unknown {
  if (!(body instanceof FormData) || !Form) return body
  const own = new Form()
  for (const [name, value] of body) {
    if (typeof value === 'string') own.append(name, value)
    else own.append(name, value, value.name)
  }
  return own
}

function received(status: number, statusText: string | undefined, headers: unknown, body: Readable): Received {
  // Told to whoever reads.
  body.on('error', () => {})
  let iterator: AsyncIterator<Uint8Array> | undefined
  return {
    status,
    statusText,
    headers: Array.isArray(headers) ? inPairs(headers as string[]) : parsedPairs(headers as Record<string, string | string[]>),
    chunks: { next: () => (iterator ??= body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>).next() },
    cancel: () => void body.destroy(),
  }
}

function inPairs(raw: readonly string[]): (readonly [string, string])[] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[index * 2]!, raw[index * 2 + 1]!])
}

function parsedPairs(headers: Readonly<Record<string, string | string[]>>): (readonly [string, string])[] {
  return Object.entries(headers).flatMap(([name, value]) => [value].flat().map((each) => [name, each] as const))
}
