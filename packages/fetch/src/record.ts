import type { Capture } from '@respool/core'
import type { Fetch } from './fetch.ts'
import type { OutgoingRequest } from './request.ts'
import { fetched } from './response.ts'

/** Calls the network. The caller has every chunk at once, the capture a copy. */
export async function record(capture: Capture, request: OutgoingRequest, upstream: Fetch): Promise<Response> {
  const response = await send(capture, request, upstream)
  // Only a browser has such: a response whose content it hides, which therefore cannot be kept.
  if (response.type === 'opaque' || response.type === 'opaqueredirect' || response.type === 'error') {
    capture.drop(`the browser hides the content of a response of type ${response.type}`)
    return response
  }
  const encoding = response.headers.get('content-encoding')
  if (encoding !== null && !decoded(encoding)) {
    capture.drop(`its content came encoded as ${encoding}, which not every fetch decodes; have the server answer accept-encoding: identity`)
    return response
  }
  const { status, statusText, headers, url } = response
  capture.head({ status, statusText, headers, ...(url !== '' && { url }) })
  if (!response.body) {
    capture.end()
    return response
  }
  return fetched(tee(response.body, capture, request), { status, statusText, headers, url, redirected: response.redirected })
}

// What every fetch decodes. Node 22's hands out zstd as it came, and a cassette holds content, not codes.
function decoded(encoding: string): boolean {
  return encoding.split(',').every((coding) => /^\s*(identity|x-gzip|gzip|deflate|br)\s*$/i.test(coding))
}

async function send(capture: Capture, request: OutgoingRequest, upstream: Fetch): Promise<Response> {
  try {
    return await request.send(upstream, capture.requestHeaders)
  } catch (error) {
    capture.drop()
    throw error
  }
}

/**
 * Through a reader, never `clone()`: the branch that nobody reads would hold back the other one or grow without bound. Nothing is read ahead, so the
 * caller's back-pressure reaches the network.
 */
function tee(source: ReadableStream<Uint8Array>, capture: Capture, request: OutgoingRequest): ReadableStream<Uint8Array> {
  const reader = source.getReader()
  let open = true

  /** Moves one chunk; false after the last. */
  async function move(controller: ReadableStreamDefaultController<Uint8Array>): Promise<boolean> {
    try {
      const { done, value } = await reader.read()
      if (!open) return false
      if (done) {
        // In this order: what the application has seen end is stored.
        open = false
        capture.end()
        controller.close()
        return false
      }
      capture.chunk(value)
      controller.enqueue(value)
      return true
    } catch (error) {
      if (!open) return false
      open = false
      // Asked of the request, which is thereby held: its signal lives no longer than it does.
      if (request.signal?.aborted) capture.cancel()
      else capture.fail(error)
      controller.error(error)
      return false
    }
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        capture.onDrain((stop) => {
          stop.addEventListener('abort', () => {
            if (!open) return
            open = false
            controller.error(stop.reason)
            void reader.cancel(stop.reason).catch(() => {})
          })
          void (async () => {
            while (await move(controller));
          })()
        })
      },
      async pull(controller) {
        await move(controller)
      },
      cancel(reason) {
        open = false
        capture.cancel()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
