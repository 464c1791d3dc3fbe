import type { Fetch } from '@respool/fetch'

/** One chunk, as the application got it. */
export interface Arrival {
  /** Milliseconds since the request. */
  readonly at: number
  readonly bytes: Uint8Array
}

/** A fetch that notes when each chunk of a body is read. */
export function watched(fetch: Fetch, arrivals: Arrival[]): Fetch {
  return async (...args) => {
    const start = performance.now()
    const { body, status, headers } = await fetch(...args)
    const notes = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        arrivals.push({ at: performance.now() - start, bytes })
        controller.enqueue(bytes)
      },
    })
    return new Response(body?.pipeThrough(notes) ?? null, { status, headers })
  }
}
