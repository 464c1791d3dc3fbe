import type { Fetch } from './fetch.ts'

type Input = Parameters<Fetch>[0]
type Init = NonNullable<Parameters<Fetch>[1]>

/** A request on its way out, whatever form it was given in. */
export interface OutgoingRequest {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  /** The caller's own, not that of a Request made of it: such a one follows the caller's only for as long as somebody holds the Request. */
  readonly signal: AbortSignal | null | undefined
  /** Which is why the caller's Request, where it gave one, is held here. */
  readonly holds?: Request
  /** The whole body. Once it was read, `send` sends what was read. */
  readBody(): Promise<string | Uint8Array | undefined>
  /** Calls the network with the request as it came; instead of reading its body. */
  pass(upstream: Fetch): Promise<Response>
  /** Calls the network with these headers in place of the request's own. */
  send(upstream: Fetch, replaced: { readonly [name: string]: string }): Promise<Response>
}

export function readRequest(input: Input, init: Init): OutgoingRequest {
  if (isRequest(input)) return fromRequest(input, init)
  const url = plainUrl(input, init)
  return url ? fromText(input, url, init) : fromAnything(input, init)
}

/** What SDKs send: a URL, and text or nothing. A Request would cost more than the whole replay. */
function fromText(input: string | URL, url: URL, init: Init): OutgoingRequest {
  const body = (init.body as string | null | undefined) ?? undefined
  const headers = new Headers(init.headers)
  if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8')
  return {
    method: init.method?.toUpperCase() ?? 'GET',
    url: withoutHash(url),
    headers,
    signal: init.signal,
    readBody: () => Promise.resolve(body),
    pass: (upstream) => upstream(input, init),
    send: (upstream, replaced) => upstream(input, { ...init, headers: replace(headers, replaced) }),
  }
}

/** Bytes, forms, blobs, streams: the platform knows their content type and how they read. */
function fromAnything(input: string | URL, init: Init): OutgoingRequest {
  const request = new Request(input, isForeignForm(init.body) ? { ...init, body: copyForm(init.body) } : init)
  return {
    ...outgoing(request, (upstream, headers, body) => upstream(input, { ...init, headers, ...body })),
    signal: init.signal,
    // A stream is now the Request's; everything else can be given again as it was.
    pass: (upstream) => upstream(input, isStream(init.body) ? { ...init, body: request.body } : init),
  }
}

function fromRequest(input: Request, init: Init): OutgoingRequest {
  // Of the caller's own kind: the fetch of a library may know only its own Request.
  const Kind = input.constructor as typeof Request
  const request = Object.keys(init).length === 0 ? input : new Kind(input, init)
  return {
    ...outgoing(request, (upstream, headers, body) => upstream(new Kind(request, { headers, ...body }))),
    signal: init.signal ?? input.signal,
    holds: input,
  }
}

function outgoing(
  request: Request,
  send: (upstream: Fetch, headers: Headers, body: { body?: Uint8Array<ArrayBuffer> }) => Promise<Response>,
): OutgoingRequest {
  let bytes: Uint8Array<ArrayBuffer> | undefined
  return {
    method: request.method,
    url: withoutHash(new URL(request.url)),
    headers: request.headers,
    signal: request.signal,
    async readBody() {
      if (request.body) bytes = new Uint8Array(await unlessAborted(request.arrayBuffer(), request.signal))
      return bytes
    },
    pass: (upstream) => upstream(request),
    send: (upstream, replaced) => send(upstream, replace(request.headers, replaced), bytes ? { body: bytes } : {}),
  }
}

/** A body may be a stream that never ends, for which an abort is the only way out. */
function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function isRequest(input: Input): input is Request {
  // Not `instanceof`: undici's own Request is another class than the global one.
  return typeof input === 'object' && !(input instanceof URL) && 'arrayBuffer' in input
}

/** Where a request goes that is a URL, and text or nothing. */
function plainUrl(input: string | URL, { method, body }: Init): URL | undefined {
  const text = typeof body === 'string' && method !== undefined && !/^(get|head)$/i.test(method)
  if (!text && body !== undefined && body !== null) return undefined
  // What fetch refuses, a URL with a password among it, is left to a Request to refuse.
  try {
    const url = new URL(input)
    return url.username === '' ? url : undefined
  } catch {
    return undefined
  }
}

function isStream(body: Init['body']): boolean {
  return typeof body === 'object' && body !== null && ('getReader' in body || Symbol.asyncIterator in body)
}

// The form of another copy of undici: to the global Request it is an object like any other, to be sent as "[object FormData]".
function isForeignForm(body: Init['body']): body is FormData {
  return !(body instanceof FormData) && Object.prototype.toString.call(body) === '[object FormData]'
}

function copyForm(form: FormData): FormData {
  const copy = new FormData()
  for (const [name, value] of form) {
    if (typeof value === 'string') copy.append(name, value)
    else copy.append(name, value, value.name)
  }
  return copy
}

function withoutHash({ href, hash }: URL): string {
  return hash === '' && !href.endsWith('#') ? href : href.slice(0, href.indexOf('#'))
}

function replace(headers: Headers, replaced: { readonly [name: string]: string }): Headers {
  const copy = new Headers(headers)
  for (const [name, value] of Object.entries(replaced)) copy.set(name, value)
  return copy
}
