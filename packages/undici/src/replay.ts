import type { End, Playback } from '@respool/core'
import { connectionBroke, requestAborted } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { parsedPairs, rawHeaders } from './raw-headers.ts'

/** Answers from the cassette. @param method that of the request: an answer to HEAD has no content, whatever was recorded */
export function replay(playback: Playback, exchange: Exchange, method: string): void {
  const { caller } = exchange
  // Has a turn come while the caller wanted no more? Resumed before that, the turn itself goes on: two at a time would lose chunks.
  let stopped = false

  exchange.onAbort((reason) => {
    playback.cancel()
    exchange.fail(reason ?? requestAborted())
  })

  /** What throws is the caller's handler, or a recorder that was closed while a playback waited: either way the caller's request fails. */
  function guarded(act: () => void): void {
    try {
      if (exchange.open) act()
    } catch (error) {
      breakOff(error)
    }
  }

  function breakOff(error: unknown): void {
    playback.cancel()
    exchange.fail(error)
  }

  function soon<Value>(value: Value | Promise<Value>, act: (value: Value) => void): void {
    if (value instanceof Promise) value.then((later) => guarded(() => act(later)), breakOff)
    else act(value)
  }

  function start(): void {
    soon(playback.start(), ({ status, statusText, headers }) => {
      if (status < 200) throw unplayable(status)
      caller.onResume(() => {
        if (!stopped) return
        stopped = false
        process.nextTick(guarded, next)
      })
      caller.head(status, rawHeaders(headers), statusText, parsedPairs(headers))
      if (status === 204 || status === 304 || method.toUpperCase() === 'HEAD') exchange.finish((to) => to.end([]))
      else apart(guardedNext)
    })
  }

  const guardedNext = () => guarded(next)

  function next(): void {
    if (caller.paused) stopped = true
    else soon(playback.next(), deliver)
  }

  function deliver(what: Uint8Array | End): void {
    if (what instanceof Uint8Array) {
      caller.data(Buffer.from(what))
      apart(guardedNext)
    } else if (what.end === 'complete') exchange.finish((to) => to.end([]))
    // Straight after the last chunk it would destroy what the reader has not taken yet.
    else apart(() => guarded(() => exchange.fail(what.end === 'failed' ? connectionBroke(what.error) : what.error)))
  }

  /**
   * Gives whoever reads its turn, so that chunks stay apart: up to Node 24 a stream joins what it holds. Both are needed: the ticks run out before promises go on, and
   * readers wait on either.
   */
  function apart(step: () => void): void {
    process.nextTick(onceSettled, step)
  }

  guarded(start)
}

const settled = Promise.resolve()

function onceSettled(step: () => void): void {
  void settled.then(step)
}

function unplayable(status: number): TypeError {
  return new TypeError(
    `The recorded response has the status ${status}, which is no final one, and clients would wait for another: mend it in the cassette.`,
  )
}
