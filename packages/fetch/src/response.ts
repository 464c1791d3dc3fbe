interface Fetched {
  readonly status: number
  readonly statusText: string
  readonly headers: Headers
  readonly url: string
  readonly redirected: boolean
}

/** A response with what only a fetched one has: a URL, which code that follows redirects or logs looks at, and any status that a server may send. */
export function fetched(body: ReadableStream<Uint8Array> | null, { status, statusText, headers, url, redirected }: Fetched): Response {
  const buildable = status >= 200 && status <= 599
  const response = new Response(body, { status: buildable ? status : 200, statusText: checked(latin1(statusText)), headers })
  return like(response, { url, redirected, ...(!buildable && { status, ok: false }) })
}

// https://fetch.spec.whatwg.org/#dom-response: a reason-phrase.
function checked(statusText: string): string {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(statusText)) return statusText
  throw new TypeError(
    `The recorded response has the status text ${JSON.stringify(statusText)}, which no fetch can give: mend it in the cassette.`,
  )
}

function like(response: Response, fields: { readonly [name: string]: unknown }): Response {
  for (const name in fields) Object.defineProperty(response, name, { value: fields[name], configurable: true })
  const clone = () => like(Response.prototype.clone.call(response), fields)
  Object.defineProperty(response, 'type', { value: 'basic', configurable: true })
  return Object.defineProperty(response, 'clone', { value: clone, configurable: true, writable: true })
}

/** A header as fetch gives it, one character a byte: what is beyond that came as UTF-8. */
export function latin1(text: string): string {
  if (!/[^\x00-\xff]/.test(text)) return text
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('')
}
