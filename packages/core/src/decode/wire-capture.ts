import { isError } from '../model/errors.ts'
import { headerList, headerValue } from '../model/headers.ts'
import type { Capture } from '../recorder/contract.ts'
import { contentDecoder, type ContentDecoder } from './content-decoder.ts'

/** A capture for adapters that see a response as it is on the wire. */
export interface WireCapture {
  /** @throws nothing: what cannot be decoded is not stored, and the summary says why */
  head(head: Parameters<Capture['head']>[0]): void
  /** As it came, encoded or not. It is copied. */
  chunk(bytes: Uint8Array): void
  /**
   * The response is whole.
   *
   * @param then called once what came is stored: at once, unless something is still being decoded. Only then may the application learn of the end.
   */
  end(then: () => void): void
  /** The application went away. */
  cancel(): void
  /** The upstream or the connection broke. */
  fail(error: unknown): void
}

/**
 * Tapes the decoded content of a response that its adapter sees, and hands on, as it is on the wire. Recording asks for no encoding, but some servers and proxies
 * encode all the same; a cassette holds content, which can be searched for secrets and replays through every adapter.
 *
 * @example
 * ```ts
 * const tape = wireCapture(capture)
 * tape.head({ status, statusText, headers })
 * tape.chunk(bytes)
 * tape.end(() => response.end())
 * ```
 */
export function wireCapture(capture: Capture): WireCapture {
  let decoder: ContentDecoder | undefined
  let undecodable: string | undefined
  let pending = 0
  let atRest: (() => void) | undefined

  function lost(reason: string): void {
    undecodable = reason
    capture.drop(reason)
    rest()
  }

  function rest(): void {
    const then = atRest
    atRest = undefined
    then?.()
  }

  /** Writes under way came before whatever is to follow them. */
  function settled(then: () => void): void {
    if (pending === 0 || undecodable !== undefined) then()
    else atRest = then
  }

  return {
    head(head) {
      const headers = headerList(head.headers)
      const coding = headerValue(headers, 'content-encoding')?.trim() || 'identity'
      if (/^identity$/i.test(coding)) return capture.head(head)
      const because = (error: unknown) => (isError(error) ? error.message : String(error))
      decoder = contentDecoder(coding, (error) => lost(`its content came as ${coding}, which it is not: ${because(error)}`))
      if (!decoder)
        return lost(`its content came encoded as ${coding}, which cannot be decoded here; have the server answer accept-encoding: identity`)
      // Neither is true of what is stored.
      capture.head({ ...head, headers: headers.filter(([name]) => !/^content-(?:encoding|length)$/i.test(name)) })
    },
    chunk(bytes) {
      if (undecodable !== undefined) return
      if (!decoder) return capture.chunk(bytes)
      pending++
      decoder.write(bytes, (content) => {
        pending--
        if (content) capture.chunk(content)
        if (pending === 0) rest()
      })
    },
    end(then) {
      settled(() => {
        if (!decoder || undecodable !== undefined) {
          capture.end()
          return then()
        }
        atRest = then
        decoder.end((content) => {
          if (content) capture.chunk(content)
          capture.end()
          rest()
        })
      })
    },
    cancel: () => settled(() => capture.cancel()),
    fail: (error) => settled(() => capture.fail(error)),
  }
}
