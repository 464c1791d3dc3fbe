import { wireCapture } from '@respool/core/node'
import type { Capture } from '@respool/core'
import type { Dispatch, DispatchOptions, Handler } from './dispatcher.ts'
import { requestAborted } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { headerPairs } from './raw-headers.ts'
import { handlerOf, type Steering, type Upstream } from './upstream.ts'

/** Has the dispatcher below send the request. The caller has every chunk at once; where there is a capture, it has a copy. */
export function callNetwork(
  dispatch: Dispatch,
  options: DispatchOptions,
  { exchange, handler, capture }: { exchange: Exchange; handler: Handler; capture?: Capture },
): boolean {
  const { caller } = exchange
  const tape = capture && wireCapture(capture)
  let steering: Steering | undefined
  let reason: unknown
  // An application that does not read would hold the recording back at close.
  let draining = false

  exchange.onAbort((why) => {
    reason = why
    tape?.cancel()
    if (steering) steering.abort(why)
    else exchange.fail(why ?? requestAborted())
  })

  /** Where a handler throws, the dispatcher below breaks the request off. */
  function tell(what: () => void): boolean {
    try {
      what()
    } catch (error) {
      tape?.cancel()
      throw error
    }
    return draining || !caller.paused
  }

  function drain(stop: AbortSignal): void {
    draining = true
    const letGo = () => {
      exchange.fail(stop.reason)
      steering?.abort(stop.reason)
    }
    if (stop.aborted) letGo()
    else stop.addEventListener('abort', letGo)
    steering?.resume()
  }

  const upstream: Upstream = {
    start(steered, context) {
      steering = steered
      Object.assign(exchange.context, context)
      // Given up before there was a connection, and the caller has been told.
      if (exchange.aborted) steered.abort(reason)
    },
    head(status, raw, statusText, parsed) {
      if (!exchange.open) return true
      caller.onResume(() => steering?.resume())
      // An informational one is no answer yet.
      if (status >= 200) tape?.head({ status, statusText, headers: headerPairs(raw) })
      const more = tell(() => caller.head(status, raw, statusText, parsed))
      if (status >= 200) capture?.onDrain(drain)
      return more || draining
    },
    data(bytes) {
      if (!exchange.open) return true
      // undici's parser gives none when it goes on after a pause; a stream of objects would take it for a chunk, and pause for it again.
      if (bytes.byteLength === 0) return draining || !caller.paused
      tape?.chunk(bytes)
      return tell(() => caller.data(bytes))
    },
    end(trailers) {
      const tellEnd = () => exchange.finish((to) => to.end(trailers))
      // In this order: what the application has seen end is stored.
      if (tape) tape.end(tellEnd)
      else tellEnd()
    },
    error(error) {
      tape?.fail(error)
      exchange.fail(error)
    },
    upgrade(status, raw, socket) {
      let result: unknown
      capture?.drop('the connection was upgraded, and what follows is not HTTP')
      exchange.finish((to) => (result = to.upgrade(status, raw, socket)))
      return result
    },
  }
  try {
    return dispatch(options, handlerOf(upstream, handler))
  } catch (error) {
    capture?.drop()
    exchange.fail(error)
    return true
  }
}
