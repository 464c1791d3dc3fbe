import { callerOf, type Caller, type Writable } from './caller.ts'
import type { Handler } from './dispatcher.ts'
import { requestAborted } from './errors.ts'

/** One request, between its caller and whatever answers it. */
export interface Exchange {
  readonly caller: Caller
  /** Where undici tells a caller of redirects it followed; given before they are known. */
  readonly context: object
  /** False once the caller has been told how it ended. */
  readonly open: boolean
  /** Has the caller given it up? */
  readonly aborted: boolean
  /** Tells the caller how it ended; only the first time. */
  finish(tell: (caller: Caller) => void): void
  fail(error: unknown): void
  /** What an abort has to stop, from now on. Without it, the exchange only fails. */
  onAbort(action: ((reason: unknown) => void) | undefined): void
}

/** Begins an exchange: the caller has its means to abort at once, whatever is waited for. */
export function startExchange(handler: Handler): Exchange {
  let giveUp: ((reason: unknown) => void) | undefined
  // What it knows it holds as it is: a getter would keep it, and all that its answer is made of, for long. See docs/discoveries/garbage-that-stays.md.
  const exchange: Writable<Exchange> = {
    caller: callerOf(handler),
    context: {},
    open: true,
    aborted: false,
    finish(tell) {
      if (!exchange.open) return
      exchange.open = false
      // Lets go of what was played: undici holds on to its caller for a while.
      giveUp = undefined
      exchange.caller.onResume(undefined)
      tell(exchange.caller)
    },
    fail: (error) => exchange.finish((to) => to.error(error)),
    onAbort: (action) => void (giveUp = action),
  }
  exchange.caller.start((reason) => {
    if (!exchange.open || exchange.aborted) return
    exchange.aborted = true
    if (giveUp) giveUp(reason)
    else exchange.fail(reason ?? requestAborted())
  }, exchange.context)
  return exchange
}
