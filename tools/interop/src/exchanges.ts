// What is asked of the sample server, by respool or by Go, and what must come back from the cassette.
import { createHash } from 'node:crypto'
import { bodyBytes, type Interaction } from '@respool/core'
import { samples } from './samples.ts'
import { toBase64, type Reply, type WireRequest } from './wire.ts'

export interface Exchange {
  readonly name: string
  readonly method: string
  readonly url: string
  readonly body: Uint8Array
  readonly status: number
  /** What the response holds. */
  readonly content: Uint8Array
}

/** Every sample as a request's body, and as a response in one piece and in several; and responses without any body. */
export function exchangesWith(origin: string, select: (index: number) => boolean = () => true): Exchange[] {
  const all = samples.flatMap(({ name, bytes }, index) => {
    const post = (kind: string) => ({ method: 'POST', url: `${origin}/${kind}/${index}`, body: bytes })
    if (!select(index)) return []
    return [
      { name: `${name}, streamed`, ...post('stream'), status: 200, content: bytes },
      { name: `${name}, whole`, ...post('whole'), status: 200, content: bytes },
    ]
  })
  const empty = { body: new Uint8Array(0), content: new Uint8Array(0) }
  return [
    ...all,
    { name: 'GET without a body', method: 'GET', url: `${origin}/whole/0?a=b&c=%20d`, status: 200, ...empty },
    { name: 'DELETE answered with 204', method: 'DELETE', url: `${origin}/nothing/0`, status: 204, ...empty },
  ]
}

/** The request as Go sends it, with headers that no cassette holds: the matcher must not mind. */
export function asGoRequest({ method, url, body }: Pick<Exchange, 'method' | 'url' | 'body'>): Partial<WireRequest> {
  const headers = [{ name: toBase64('User-Agent'), values: [toBase64('another client')] }]
  return { method: toBase64(method), url: toBase64(url), body: toBase64(body), headers }
}

/** A recorded interaction as an exchange that is to be played again. */
export function exchangeOf({ request, response }: Interaction): Exchange {
  const { method, url, body } = request
  const content = new Uint8Array(Buffer.concat(response.chunks))
  return { name: `${method} ${url}`, method, url, body: bodyBytes(body), status: response.status, content }
}

/** What is wrong with a reply, if anything. */
export function compareReply({ status, content }: Exchange, reply: Reply | undefined): string | undefined {
  if (reply === undefined) return 'no reply'
  if (reply.error !== undefined) return reply.error
  if (reply.status !== status) return `status ${reply.status} in place of ${status}`
  return reply.sha256 === sha256(content) ? undefined : `other bytes than the ${content.byteLength} that were recorded`
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
