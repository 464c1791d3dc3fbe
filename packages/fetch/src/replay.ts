import type { End, Playback, ResponseHead } from '@respool/core'
import { onAbort, type AbortListener } from './abort.ts'
import type { OutgoingRequest } from './request.ts'
import { fetched, latin1 } from './response.ts'

// Chunks that stand ready for a reader.
const most = 8

// https://fetch.spec.whatwg.org/#null-body-status
const nullBodyStatuses = new Set([101, 103, 204, 205, 304])

/** Answers from the cassette, a chunk a read. */
export async function replay(playback: Playback, request: OutgoingRequest): Promise<Response> {
  const abort = onAbort(request.signal, () => playback.cancel())
  const head = await playback.start()
  request.signal?.throwIfAborted()
  const { status, statusText, url } = head
  const empty = nullBodyStatuses.has(status) || request.method === 'HEAD'
  if (empty) abort.ignore()
  const body = empty ? null : stream(playback, request, abort)
  return fetched(body, { status, statusText, headers: headersOf(head), url: url ?? request.url, redirected: url !== undefined })
}

function stream(playback: Playback, request: OutgoingRequest, abort: AbortListener): ReadableStream<Uint8Array> {
  let failed = false
  let atOnce = 1
  // An end that is no good one, for when what stands before it has been read: an error throws away what has not.
  let held: End | undefined

  function deliver(controller: ReadableStreamDefaultController<Uint8Array>, next: Uint8Array | End): void {
    if (failed) return
    // In a buffer of its own, as fetch gives it: the application may transfer that.
    if (next instanceof Uint8Array) return controller.enqueue(new Uint8Array(next))
    abort.ignore()
    if (next.end === 'complete') controller.close()
    // As a runtime's own fetch reports a connection that broke.
    else controller.error(next.end === 'failed' ? new TypeError('terminated', { cause: next.error }) : next.error)
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        abort.also(() => {
          failed = true
          controller.error(request.signal?.reason)
        })
      },
      // Several chunks, for a pull costs more than a chunk, and the queue keeps them apart; at first one, so that it comes at once.
      pull(controller) {
        for (let count = 0; count < atOnce; count++) {
          const next = held ?? playback.next()
          if (next instanceof Promise) return next.then((later) => deliver(controller, later))
          if (count > 0 && 'end' in next && next.end !== 'complete') return void (held = next)
          deliver(controller, next)
          if ('end' in next) return undefined
        }
        atOnce = Math.min(2 * atOnce, most)
        return undefined
      },
      cancel() {
        abort.ignore()
        playback.cancel()
      },
    },
    { highWaterMark: 0 },
  )
}

function headersOf({ headers }: ResponseHead): Headers {
  const copy = new Headers()
  // Appended one by one, which keeps several cookies several.
  for (const [name, value] of headers) {
    try {
      copy.append(name, latin1(value))
    } catch (error) {
      throw new TypeError(
        `The recorded response has the header ${JSON.stringify(name)}, which no fetch can give: mend it in the cassette.`,
        { cause: error },
      )
    }
  }
  return copy
}
