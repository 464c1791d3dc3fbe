import type { Ask } from './clients.ts'
import type { Exchange } from './exchanges.ts'

/** Something that answers in the network's place, set up in a process of its own. */
export interface Contestant {
  readonly ask: Ask
  /** Makes ready for so many requests; not timed. */
  prepare?(requests: number): Promise<void>
}

export interface Setting {
  readonly exchanges: readonly Exchange[]
  /** Of the loopback server. Whoever leaves a request through to it has answered wrong, except the bare server itself. */
  readonly origin: string
  /** Are answers read in one piece? */
  readonly whole: boolean
  /** Has the loopback server answer as it should. */
  readonly live: (on: boolean) => void
}

export type Enter = (setting: Setting) => Promise<Contestant>

/** What hand-written handlers answer by. */
export function byBody(exchanges: readonly Exchange[]): (body: string) => Exchange {
  const known = new Map(exchanges.map((exchange) => [exchange.body, exchange]))
  return (body) => known.get(body)!
}

/** A body that gives a chunk a read: the least that a stream can cost. */
export function streamOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[at++]
        if (chunk) controller.enqueue(chunk)
        else controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

export function headersOf({ headers }: Exchange): Record<string, string> {
  return Object.fromEntries(headers)
}
