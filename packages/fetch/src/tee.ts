import type { Capture } from '@respool/core'
import { onAbort } from './abort.ts'
import type { OutgoingRequest } from './request.ts'

/**
 * The body that the application reads, each chunk of which the capture sees first.
 *
 * Through a reader, never `clone()`: the branch that nobody reads would hold back the other one or grow without bound. Nothing is read ahead, so the
 * caller's back-pressure reaches the network.
 */
export function tee(source: ReadableStream<Uint8Array>, capture: Capture, request: OutgoingRequest): ReadableStream<Uint8Array> {
  const reader = source.getReader()
  const abort = onAbort(request.signal, () => capture.cancel())
  let open = true

  /** Ends the stream in one way, the first that comes. */
  function finish(how: () => void): void {
    if (!open) return
    open = false
    abort.ignore()
    how()
  }

  /** Moves one chunk; false after the last. */
  async function move(controller: ReadableStreamDefaultController<Uint8Array>): Promise<boolean> {
    try {
      const { done, value } = await reader.read()
      if (open && done) {
        finish(() => {
          // In this order: what the application has seen end is stored.
          capture.end()
          controller.close()
        })
      } else if (open) {
        capture.chunk(value!)
        controller.enqueue(value!)
      }
    } catch (error) {
      finish(() => {
        // Asked of the request, which is thereby held: its signal lives no longer than it does.
        if (request.signal?.aborted) capture.cancel()
        else capture.fail(error)
        controller.error(error)
      })
    }
    return open
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const breakOff = (reason: unknown) =>
          finish(() => {
            controller.error(reason)
            reader.cancel(reason).catch(() => {})
          })
        abort.also(() => breakOff(request.signal?.reason))
        capture.onDrain((stop) => {
          stop.addEventListener('abort', () => breakOff(stop.reason))
          void moveAll(controller)
        })
      },
      async pull(controller) {
        await move(controller)
      },
      cancel(reason) {
        finish(() => capture.cancel())
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )

  async function moveAll(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    while (await move(controller));
  }
}
