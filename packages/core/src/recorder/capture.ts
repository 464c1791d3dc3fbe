import { isError } from '../model/errors.ts'
import { canonicalHeaderName, headerList } from '../model/headers.ts'
import {
  withBody,
  type HttpRequest,
  type Interaction,
  type RecordedResponse,
  type ResponseEnd,
  type ResponseHead,
} from '../model/interaction.ts'
import type { ApiProfile } from '../model/profile.ts'
import { hasEnded } from '../sse/end.ts'
import { hasLastLine } from '../sse/last-line.ts'
import type { Clock } from './clock.ts'
import type { Capture } from './contract.ts'

/** A capture as the recorder holds it. */
export interface OpenCapture {
  readonly capture: Capture
  /** Resolves when the response has ended, whichever way. */
  readonly settled: Promise<void>
  /** Has the adapter read what the application left unread. */
  drain(signal: AbortSignal): void
}

/** What came of a capture: an interaction, or none and perhaps a reason why. */
export type Captured = Interaction | { readonly dropped: string | undefined }

/** What a capture needs to know of the world. */
export interface Surroundings {
  readonly clock: Clock
  readonly profile: ApiProfile
}

/**
 * Collects one exchange.
 *
 * @param settle told once, when the response has ended
 */
export function createCapture(request: HttpRequest, { clock, profile }: Surroundings, settle: (captured: Captured) => void): OpenCapture {
  const recordedAt = clock.date()
  const stopwatch = createStopwatch(clock)
  const chunks: Uint8Array[] = []
  const { promise: settled, resolve } = withResolvers()
  let asked = request
  let head: ResponseHead | undefined
  let open = true
  let readRest: ((signal: AbortSignal) => void) | undefined
  let draining: AbortSignal | undefined

  function finish(end: ResponseEnd, error?: string): void {
    if (!open) return
    open = false
    stopwatch.lap()
    // A request that was given up before there was an answer has nothing to replay.
    settle(
      head
        ? { request: canonicalHeaders(asked), response: toResponse(head, end, error) }
        : { dropped: draining && 'there was no answer yet when the recorder was closed' },
    )
    resolve()
  }

  function toResponse(from: ResponseHead, end: ResponseEnd, error: string | undefined): RecordedResponse {
    return {
      ...canonicalHeaders(from),
      chunks,
      boundaries: 'recorded',
      delays: stopwatch.laps,
      end,
      ...(error !== undefined && { error }),
      recordedAt,
    }
  }

  const capture: Capture = {
    requestHeaders: { 'accept-encoding': 'identity' },
    requestBody(body) {
      // The wait for the server begins when the request is whole.
      stopwatch.restart()
      asked = withBody(request, body)
    },
    head({ status, statusText, headers, url, httpVersion }) {
      if (!open || head) return
      stopwatch.lap()
      head = {
        status,
        statusText,
        headers: headerList(headers),
        ...(url !== undefined && url !== request.url && { url }),
        ...(httpVersion !== undefined && { httpVersion }),
      }
    },
    chunk(bytes) {
      if (!open || bytes.byteLength === 0) return
      stopwatch.lap()
      // Not slice(): a Buffer's is a view, which would change with the application's bytes.
      chunks.push(new Uint8Array(bytes))
      // A client that reads no further, and does not go away either, would have it wait for close(), or be lost: what is left is the end.
      if (hasLastLine(head, chunks, profile)) readRest?.(new AbortController().signal)
    },
    end: () => finish('complete'),
    cancel: () => finish(hasEnded(head, chunks, profile) ? 'complete' : 'cancelled'),
    fail: (error) => finish('failed', reasonOf(error)),
    drop(reason) {
      if (!open) return
      open = false
      settle({ dropped: reason })
      resolve()
    },
    onDrain(read) {
      readRest = read
      // The head may come after close() has begun to wait for it.
      if (draining) read(draining)
    },
  }
  return {
    capture,
    settled,
    drain(signal) {
      draining = signal
      readRest?.(signal)
    },
  }
}

/** Cassettes spell header names as Go does. */
function canonicalHeaders<Message extends { readonly headers: HttpRequest['headers'] }>(message: Message): Message {
  return { ...message, headers: message.headers.map(([name, value]) => [canonicalHeaderName(name), value] as const) }
}

/** Laps in tenths of a millisecond, cut from the running total, so that their sum never drifts from the time that passed. */
function createStopwatch(clock: Clock) {
  let start = clock.now()
  const laps: number[] = []
  let tenths = 0
  return {
    laps,
    restart() {
      start = clock.now()
    },
    lap() {
      const total = Math.round((clock.now() - start) * 10)
      laps.push((total - tenths) / 10)
      tenths = total
    },
  }
}

/** An error in one line: clients wrap what the socket said, so the causes say more than the message. */
function reasonOf(error: unknown): string {
  const reasons: string[] = []
  for (let each: unknown = error; isError(each) && reasons.length < 4; each = each.cause) reasons.push(each.message)
  return (reasons.join(': ') || String(error)).replace(/\s+/g, ' ')
}

// Promise.withResolvers is not in Node 20.
function withResolvers() {
  let resolve!: () => void
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
