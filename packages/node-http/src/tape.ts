import { wireCapture } from '@respool/core/node'
import type { Capture } from '@respool/core'

/** Where a copy of an exchange goes: nowhere, if it passes. */
export interface Tape {
  /** What to send in place of the application's own headers. */
  readonly requestHeaders: { readonly [name: string]: string }
  requestBody(body: Uint8Array | undefined): void
  head(head: Parameters<Capture['head']>[0]): void
  chunk(bytes: Uint8Array): void
  /** @param then the application may learn of the end */
  end(then: () => void): void
  cancel(): void
  fail(error: unknown): void
  drop(): void
  /** The application has gone, and nothing more of the request will come. */
  gone(): void
  onDrain: Capture['onDrain']
}

export const untaped: Tape = {
  requestHeaders: {},
  requestBody() {},
  head() {},
  chunk() {},
  end: (then) => then(),
  cancel() {},
  fail() {},
  drop() {},
  gone() {},
  onDrain() {},
}

/** @param bodyKnown does the recorder know the request's body already? */
export function tapeFor(capture: Capture, bodyKnown: boolean): Tape {
  const wire = wireCapture(capture)
  let whole = bodyKnown
  let ended = false

  return {
    requestHeaders: capture.requestHeaders,
    requestBody(body) {
      whole = true
      capture.requestBody(body)
      if (ended) wire.end(() => {})
    },
    head: (head) => wire.head(head),
    chunk: (bytes) => wire.chunk(bytes),
    end(then) {
      ended = true
      if (whole) return wire.end(then)
      // An answer to half a request, such as a 401: who still sends must not wait for it.
      then()
    },
    cancel: () => wire.cancel(),
    fail: (error) => wire.fail(error),
    drop: () => capture.drop(),
    gone() {
      if (ended && !whole) capture.drop('the answer was there before the request was whole, which then never was')
    },
    onDrain: (read) => capture.onDrain(read),
  }
}
