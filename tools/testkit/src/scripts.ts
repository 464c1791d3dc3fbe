import type { ServerResponse } from 'node:http'

import { handWrittenStream, type Attachment, type HandWrittenStream } from './hand-written.ts'
import { pathnameOf, type ReceivedRequest } from './received.ts'

/** A path without its query, or any question about a request. */
export type Where = string | ((request: ReceivedRequest) => boolean)

export type ScriptHandler = (stream: HandWrittenStream, request: ReceivedRequest) => void | Promise<void>

/** Which requests are answered by hand. */
export interface Scripts {
  readonly nextStream: (where: Where) => HandWrittenStream
  readonly script: (where: Where, handler: ScriptHandler) => () => void
  /** Whether this request is now in a test's hands. */
  take(request: ReceivedRequest, response: ServerResponse): boolean
  /** Says to every open stream that it is the server that closes. */
  close(): void
  /** What handlers have thrown. */
  readonly errors: unknown[]
}

export function scripts(): Scripts {
  const waiting: { readonly where: Where; readonly hand: ReturnType<typeof handWrittenStream> }[] = []
  const standing = new Set<{ readonly where: Where; readonly handler: ScriptHandler }>()
  const open = new Set<Attachment>()
  const errors: unknown[] = []

  function nextStream(where: Where): HandWrittenStream {
    const hand = handWrittenStream()
    waiting.push({ where, hand })
    return hand.stream
  }

  function script(where: Where, handler: ScriptHandler): () => void {
    const entry = { where, handler }
    standing.add(entry)
    return () => void standing.delete(entry)
  }

  function take(request: ReceivedRequest, response: ServerResponse): boolean {
    const index = waiting.findIndex(({ where }) => matches(where, request))
    const [next] = index < 0 ? [] : waiting.splice(index, 1)
    const handler = next ? undefined : [...standing].find(({ where }) => matches(where, request))?.handler
    if (!next && !handler) return false
    const hand = next?.hand ?? handWrittenStream()
    const attachment = hand.attach(request, response)
    open.add(attachment)
    response.on('close', () => open.delete(attachment))
    if (handler) void run(handler, hand.stream, request)
    return true
  }

  async function run(handler: ScriptHandler, stream: HandWrittenStream, request: ReceivedRequest): Promise<void> {
    try {
      await handler(stream, request)
    } catch (error) {
      errors.push(error)
      await stream.cut()
    }
  }

  return { nextStream, script, take, close: () => open.forEach(({ closing }) => closing()), errors }
}

function matches(where: Where, request: ReceivedRequest): boolean {
  return typeof where === 'string' ? where === pathnameOf(request) : where(request)
}
