import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { breakOff } from './break-off.ts'
import { headOf, pairs, sendAgain, type Exchange, type HeaderPairs } from './exchange.ts'
import type { Tape } from './tape.ts'

/** The two ends of the connection in memory at which an exchange is answered. */
export interface Desk {
  readonly exchange: Exchange
  /** The application's request, as it arrives. */
  readonly incoming: IncomingMessage
  /** What the application gets. */
  readonly response: ServerResponse
}

/**
 * Calls the network with a second request, and hands on whatever comes, the moment it comes, as it comes.
 *
 * @param body the request's, where it was read already
 */
export function relay({ exchange, incoming, response }: Desk, tape: Tape, body?: Uint8Array): void {
  const { client } = exchange
  const upstream = send()
  let message: IncomingMessage | undefined
  let open = true

  /** Ends the exchange in one way, the first that comes. */
  function finish(how: () => void): void {
    if (!open) return
    open = false
    how()
  }

  // Of what is written to a client that has gone.
  response.on('error', () => {})
  client.once('close', () => {
    finish(() => (message ? tape.cancel() : tape.drop()))
    tape.gone()
    upstream.destroy()
  })
  // The answer may be over, and the upload not.
  upstream.once('close', () => {
    if (!incoming.complete) client.destroy()
  })
  upstream.on('error', (error) =>
    finish(() => {
      if (message) tape.fail(error)
      else tape.drop()
      // By this, who sees a reset knows that a warm connection had gone cold, and tries again.
      exchange.request.reusedSocket = upstream.reusedSocket
      client.destroy(error)
    }),
  )
  upstream.on('information', ({ statusCode, statusMessage, rawHeaders }) => {
    // What a 100 asks for was given already.
    if (statusCode !== 100 || body === undefined) client.peer.write(rawHead(statusCode, statusMessage, rawHeaders), 'latin1')
  })
  upstream.on('response', (received) => {
    message = received
    try {
      answer(received)
    } catch (error) {
      // A head that a lenient parser takes and node:http does not give.
      finish(() => tape.drop())
      client.destroy(error as Error)
    }
  })
  if (body === undefined) upload(incoming, upstream, tape)
  else finishRequest(incoming, upstream, body)

  function send(): ClientRequest {
    try {
      return sendAgain(exchange, incoming, outgoing(headOf(exchange, incoming).headers, tape, body !== undefined))
    } catch (error) {
      tape.drop()
      throw error
    }
  }

  function answer(from: IncomingMessage): void {
    const { statusCode: status = 0, statusMessage: statusText = '', rawHeaders, httpVersion } = from
    let draining = false
    tape.head({ status, statusText, headers: pairs(rawHeaders), httpVersion: `HTTP/${httpVersion}` })
    // One that ends with its connection ends with this one, too.
    response.useChunkedEncodingByDefault = false
    response.writeHead(status, statusText, rawHeaders)
    response.flushHeaders()
    from.on('data', (chunk: Buffer) => {
      tape.chunk(chunk)
      if (!response.write(chunk) && !draining) from.pause()
    })
    response.on('drain', () => from.resume())
    from.on('end', () =>
      finish(() =>
        tape.end(() => {
          response.addTrailers(pairs(from.rawTrailers))
          response.end()
        }),
      ),
    )
    from.on('error', (error) =>
      finish(() => {
        tape.fail(error)
        // The end of the connection without the end of the response.
        client.peer.end()
      }),
    )
    tape.onDrain((stop) => {
      draining = true
      from.resume()
      stop.addEventListener('abort', () => finish(() => breakOff(exchange, stop.reason as Error)), { once: true })
    })
  }
}

function upload(incoming: IncomingMessage, upstream: ClientRequest, tape: Tape): void {
  const parts: Buffer[] = []
  incoming.on('data', (part: Buffer) => {
    parts.push(part)
    if (!upstream.write(part)) incoming.pause()
  })
  upstream.on('drain', () => incoming.resume())
  incoming.on('end', () => {
    tape.requestBody(parts.length === 0 ? undefined : Buffer.concat(parts))
    finishRequest(incoming, upstream)
  })
  // It may be waiting for the server before it sends anything more.
  if (['content-length', 'transfer-encoding'].some((name) => name in incoming.headers)) upstream.flushHeaders()
}

function finishRequest({ rawTrailers }: IncomingMessage, upstream: ClientRequest, body?: Uint8Array): void {
  upstream.addTrailers(pairs(rawTrailers))
  upstream.end(body)
}

/** What the tape asks for stands where the application's own stood. */
function outgoing(headers: HeaderPairs, { requestHeaders }: Tape, bodyKnown: boolean): HeaderPairs {
  const left = bodyKnown ? headers.filter(([name]) => !/^expect$/i.test(name)) : headers
  const added = Object.entries(requestHeaders).filter(([name]) => !left.some(([each]) => each.toLowerCase() === name))
  return [...left.map(([name, value]): [string, string] => [name, requestHeaders[name.toLowerCase()] ?? value]), ...added]
}

/** A response's head as it stands on the wire: for those that node:http has no public words for. */
export function rawHead(status: number, statusText: string, rawHeaders: readonly string[]): string {
  const lines = pairs(rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${statusText}\r\n${lines.join('')}\r\n`
}
