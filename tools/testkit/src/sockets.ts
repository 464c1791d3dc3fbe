import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** Counts the connections that this process tries to open, whoever opens them. */
export function countSockets(): Disposable & { readonly count: number } {
  let count = 0
  const opened = () => void count++
  subscribe('net.client.socket', opened)
  return {
    get count() {
      return count
    },
    [Symbol.dispose]: () => void unsubscribe('net.client.socket', opened),
  }
}
