import type { Exchange } from './exchange.ts'

/**
 * Has the response that the application is reading fail with this error: and not the request, whose `error` event, where nobody listens to it, would end the
 * process. That is how node:http tells of a connection that was closed too early.
 */
export function breakOff(exchange: Exchange, error: Error): void {
  failWith(exchange, error)
  exchange.client.destroy()
}

/** As `breakOff`, but what was sent is read first. */
export function breakOffAfterReading(exchange: Exchange, error: Error): void {
  failWith(exchange, error)
  exchange.client.peer.end()
}

function failWith({ request, client }: Exchange, error: Error): void {
  // Before node:http's own listener, whose error would say only that it was aborted.
  client.prependListener('close', () => {
    const { res } = request
    if (res && !res.complete) res.destroy(error)
  })
}
