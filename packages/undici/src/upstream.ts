import type { Duplex } from 'node:stream'
import type { ControlledHandler, Handler, LegacyHandler, ParsedHeaders, Progress, RawHeaders } from './dispatcher.ts'
import { toRaw } from './raw-headers.ts'

/** How to steer a request on its way, whichever API the dispatcher below speaks. */
export interface Steering {
  abort(reason?: unknown): void
  resume(): void
}

/** What a dispatcher below tells. */
export interface Upstream {
  start(steering: Steering, context: object | undefined): void
  /** Like `data`, it says whether to go on: false pauses. */
  head(status: number, raw: RawHeaders, statusText: string, parsed?: ParsedHeaders): boolean
  data(bytes: Buffer): boolean
  end(trailers: RawHeaders): void
  error(error: unknown): void
  upgrade(status: number, raw: RawHeaders, socket: Duplex): unknown
}

/**
 * A handler in both APIs at once. Each undici takes the methods that it knows, so that the version of the dispatcher below need not be known.
 *
 * @param progress whom undici tells how far it is, besides
 */
export function handlerOf(upstream: Upstream, progress: Handler): LegacyHandler & ControlledHandler & Progress {
  let resumeLegacy: (() => void) | undefined
  return {
    onConnect: (abort, context) => upstream.start({ abort, resume: () => resumeLegacy?.() }, context),
    onHeaders(status, headers, resume, statusText = '') {
      resumeLegacy = resume
      return upstream.head(status, headers, statusText)
    },
    onData: (bytes) => upstream.data(bytes),
    onComplete: (trailers) => upstream.end(trailers ?? []),
    onError: (error) => upstream.error(error),
    onUpgrade: (status, headers, socket) => upstream.upgrade(status, headers, socket),
    onRequestStart: (controller, context) => upstream.start(controller, context),
    onResponseStart(controller, status, headers, statusText = '') {
      if (!upstream.head(status, toRaw(controller.rawHeaders ?? headers), statusText, headers)) controller.pause()
    },
    onResponseData(controller, bytes) {
      if (!upstream.data(bytes)) controller.pause()
    },
    onResponseEnd: (controller, trailers) => upstream.end(toRaw(controller.rawTrailers ?? trailers)),
    onResponseError: (_, error) => upstream.error(error),
    onRequestUpgrade: (controller, status, headers, socket) => upstream.upgrade(status, toRaw(controller.rawHeaders ?? headers), socket),
    onBodySent: (bytes) => progress.onBodySent?.(bytes),
    onRequestSent: () => progress.onRequestSent?.(),
    onResponseStarted: () => progress.onResponseStarted?.(),
  }
}
