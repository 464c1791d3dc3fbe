import type { Received } from './clients.ts'
import type { Exchange } from './exchanges.ts'

/** What is wrong with an answer; undefined where nothing is. */
export function faultOf({ status, type, id, chunks }: Received, { headers, chunks: wanted, text }: Exchange): string | undefined {
  if (status === 599) return 'reached the network'
  if (status !== 200) return `status ${status}`
  if (!isSame(chunks, wanted, text)) return isText(chunks) ? 'wrong text' : 'wrong bytes'
  // Who asks for a text does not ask for headers.
  if (isText(chunks)) return undefined
  const found = new Map([
    ['content-type', type],
    ['x-request-id', id],
  ])
  const lost = headers.find(([name, value]) => found.has(name) && found.get(name) !== value)
  return lost && `wrong ${lost[0]}`
}

/** The same, cheap enough to stand between the measurements. */
export function isLost(chunks: Received['chunks'], { chunks: wanted, text }: Exchange): boolean {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  return length !== (isText(chunks) ? text.length : wanted.reduce((sum, chunk) => sum + chunk.length, 0))
}

/** Of how many chunks are there: of a client that parses them, events, and `[DONE]` is none. */
export function keptOf(chunks: Received['chunks'], exchange: Exchange): { chunks: number; of: number } {
  const { length } = exchange.chunks
  return { chunks: chunks.length, of: isText(chunks) && length > 1 ? length - 1 : length }
}

function isSame(chunks: Received['chunks'], wanted: readonly Uint8Array[], text: string): boolean {
  return isText(chunks) ? chunks.join('') === text : Buffer.concat(chunks).equals(Buffer.concat(wanted))
}

function isText(chunks: Received['chunks']): chunks is readonly string[] {
  return typeof chunks[0] === 'string'
}
