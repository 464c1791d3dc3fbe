import { AsyncResource } from 'node:async_hooks'
import type { Duplex } from 'node:stream'
import type { Controller, Handler, ParsedHeaders, RawHeaders } from './dispatcher.ts'
import { parsedHeaders } from './raw-headers.ts'

/** Who made a request, whichever handler API it speaks. */
export interface Caller {
  /** Does it want to be told no more for now? */
  readonly paused: boolean
  /** What is to happen when it wants more. */
  onResume(action: (() => void) | undefined): void
  start(abort: (reason?: unknown) => void, context: object): void
  head(status: number, raw: RawHeaders, statusText: string, parsed?: ParsedHeaders): void
  data(bytes: Buffer): void
  end(trailers: RawHeaders): void
  error(error: unknown): void
  upgrade(status: number, raw: RawHeaders, socket: Duplex): unknown
  /** Runs what belongs to the application where it belongs. */
  readonly inContext: InContext
}

export type InContext = <Value>(call: () => Value) => Value

/**
 * Tells a handler in the async context of its request: a dispatcher would tell it in that of a connection, which may be another test's, or one in which the recorder is
 * not asked any more. What the application asks from within a callback is then taped, and by the right recorder.
 */
export function callerOf(handler: Handler): Caller {
  // What AsyncLocalStorage.snapshot() makes of one costs several times as much.
  const scope = new AsyncResource('RESPOOL_EXCHANGE', { requireManualDestroy: true })
  const inContext: InContext = (call) => scope.runInAsyncScope(call)
  return handler.onRequestStart ? controlledCaller(handler, inContext) : legacyCaller(handler, inContext)
}

/** For whoever made it. */
export type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] }

// Neither has getters: see docs/discoveries/garbage-that-stays.md.

function legacyCaller(handler: Handler, inContext: InContext): Caller {
  let resumed: (() => void) | undefined
  const resume = () => {
    if (!caller.paused) return
    caller.paused = false
    resumed?.()
  }
  const caller: Writable<Caller> = {
    paused: false,
    onResume: (action) => void (resumed = action),
    start: (abort, context) => inContext(() => handler.onConnect?.(abort, context)),
    head(status, raw, statusText) {
      const more = inContext(() => handler.onHeaders?.(status, raw, resume, statusText))
      // An informational head is none that could be paused at.
      if (more === false && status >= 200) caller.paused = true
    },
    data(bytes) {
      if (inContext(() => handler.onData?.(bytes)) === false) caller.paused = true
    },
    end: (trailers) => inContext(() => handler.onComplete?.(trailers)),
    error: (error) => inContext(() => handler.onError?.(error)),
    upgrade: (status, raw, socket) => inContext(() => handler.onUpgrade?.(status, raw, socket)),
    inContext,
  }
  return caller
}

function controlledCaller(handler: Handler, inContext: InContext): Caller {
  let resumed: (() => void) | undefined
  let giveUp: ((reason?: unknown) => void) | undefined
  const controller: Writable<Controller> = {
    aborted: false,
    reason: null,
    paused: false,
    rawHeaders: null,
    rawTrailers: null,
    pause: () => void (caller.paused = controller.paused = true),
    resume() {
      if (!controller.paused) return
      caller.paused = controller.paused = false
      resumed?.()
    },
    abort(why) {
      if (controller.aborted) return
      controller.aborted = true
      controller.reason = why
      giveUp?.(why)
    },
  }
  const caller: Writable<Caller> = {
    paused: false,
    onResume: (action) => void (resumed = action),
    start(abort, context) {
      giveUp = abort
      inContext(() => handler.onRequestStart?.(controller, context))
    },
    head(status, raw, statusText, parsed = parsedHeaders(raw)) {
      controller.rawHeaders = raw
      inContext(() => handler.onResponseStart?.(controller, status, parsed, statusText))
    },
    data: (bytes) => inContext(() => handler.onResponseData?.(controller, bytes)),
    end(trailers) {
      controller.rawTrailers = trailers
      inContext(() => handler.onResponseEnd?.(controller, parsedHeaders(trailers)))
    },
    error: (error) => inContext(() => handler.onResponseError?.(controller, error)),
    upgrade(status, raw, socket) {
      controller.rawHeaders = raw
      return inContext(() => handler.onRequestUpgrade?.(controller, status, parsedHeaders(raw), socket))
    },
    inContext,
  }
  return caller
}
