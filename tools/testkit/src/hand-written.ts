import type { ServerResponse } from 'node:http'

import { writeHead, writePart, type Header } from './answer.ts'
import { deferred } from './deferred.ts'
import type { ReceivedRequest } from './received.ts'

export interface HandWrittenHead {
  /** Default 200. */
  status?: number
  statusText?: string
  /** Default: an event stream's content type. */
  headers?: readonly Header[] | Readonly<Record<string, string>>
}

/** A response that a test writes by hand. Everything waits for the request to arrive first. */
export interface HandWrittenStream {
  /** The request, once it has reached the server, with its whole body. */
  readonly request: Promise<ReceivedRequest>
  /** Sends status and headers at once. Without it, the first chunk sends the defaults. */
  head(head?: HandWrittenHead): Promise<void>
  /**
   * Sends one chunk at once. Resolves when the kernel has taken it: true; or when the connection is gone: false.
   *
   * A client surely sees it as one chunk only if the next is sent after the client holds it. Chunks sent without waiting may arrive together.
   */
  chunk(bytes: string | Uint8Array): Promise<boolean>
  /** Ends the response as it should end. */
  end(): Promise<void>
  /** Sends nothing more and leaves the connection open: resolves when it closes. */
  stall(): Promise<void>
  /** Breaks the connection. `reset` is ECONNRESET for the client; `close` is an end of the connection in mid-stream. Chunks not yet held by the client may be lost. */
  cut(how?: 'reset' | 'close'): Promise<void>
  /** Once the response is over, and who was it: `client` went away before the end, or `server` ended, cut or was stopped. */
  readonly closed: Promise<'client' | 'server'>
}

/** The server's side of a hand-written stream. */
export interface Attachment {
  readonly request: ReceivedRequest
  readonly response: ServerResponse
  /** Called before the server itself breaks the connection, so that `closed` can tell. */
  readonly closing: () => void
}

export function handWrittenStream(): { stream: HandWrittenStream; attach(request: ReceivedRequest, response: ServerResponse): Attachment } {
  const attached = deferred<Attachment>()
  const closed = deferred<'client' | 'server'>()

  function attach(request: ReceivedRequest, response: ServerResponse): Attachment {
    let closedBy: 'client' | 'server' = 'client'
    const closing = () => void (closedBy = 'server')
    // A test may have hundreds of chunks under way, each of which waits for the close too.
    response.setMaxListeners(0)
    response.on('finish', closing)
    response.on('close', () => closed.resolve(closedBy))
    const attachment = { request, response, closing }
    attached.resolve(attachment)
    return attachment
  }

  const stream: HandWrittenStream = {
    request: attached.promise.then(({ request }) => request),
    head: (head) => attached.promise.then(({ response }) => sendHead(response, head)),
    chunk: (bytes) =>
      attached.promise.then(({ response }) => {
        sendHead(response)
        return writePart(response, bytes)
      }),
    end: () =>
      attached.promise.then(({ response }) => {
        sendHead(response)
        return new Promise((resolve) => response.once('close', resolve).end(resolve))
      }),
    stall: () => closed.promise.then(() => undefined),
    cut: (how = 'reset') =>
      attached.promise.then(({ response, closing }) => {
        closing()
        if (how === 'reset') response.socket?.resetAndDestroy()
        else response.destroy()
      }),
    closed: closed.promise,
  }
  return { stream, attach }
}

function sendHead(response: ServerResponse, { status = 200, statusText, headers }: HandWrittenHead = {}): void {
  if (response.headersSent || response.destroyed) return
  const list = Array.isArray(headers)
    ? (headers as readonly Header[])
    : Object.entries(headers ?? { 'Content-Type': 'text/event-stream; charset=utf-8' })
  writeHead(response, statusText === undefined ? { status } : { status, statusText }, list)
  response.flushHeaders()
}
