import { callerOf, type Caller } from './caller.ts'
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
  const caller = callerOf(handler)
  const context = {}
  let open = true
  let aborted = false
  let giveUp: ((reason: unknown) => void) | undefined

  function finish(tell: (caller: Caller) => void): void {
    if (!open) return
    open = false
    tell(caller)
  }

  const exchange: Exchange = {
    caller,
    context,
    get open() {
      return open
    },
    get aborted() {
      return aborted
    },
    finish,
    fail: (error) => finish((to) => to.error(error)),
    onAbort: (action) => void (giveUp = action),
  }
  caller.start((reason) => {
    if (!open || aborted) return
    aborted = true
    if (giveUp) giveUp(reason)
    else exchange.fail(reason ?? requestAborted())
  }, context)
  return exchange
}
