import { headerValue, type HeaderList } from '../../model/headers.ts'
import { splitEvents, splitLines } from '../../sse/split.ts'

export type StreamKind = 'events' | 'lines'

const lineTypes = new Set(['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/x-jsonlines'])

/** How a response's content comes in pieces, by its type; undefined for what is one whole. */
export function streamKind(headers: HeaderList): StreamKind | undefined {
  const type = headerValue(headers, 'content-type')?.split(';')[0]!.trim().toLowerCase() ?? ''
  if (type === 'text/event-stream') return 'events'
  return lineTypes.has(type) ? 'lines' : undefined
}

/**
 * Chunks for a cassette that does not say what they were: the pieces that a server would most likely have sent.
 *
 * @param text The body's, where it is known: in it events are found faster
 */
export function deriveChunks(body: Uint8Array, headers: HeaderList, text?: string): Uint8Array[] {
  if (body.length === 0) return []
  const kind = streamKind(headers)
  if (kind === undefined) return [body]
  if (kind === 'lines') return splitLines(body)
  const carriages = text === undefined || text.includes('\r')
  return carriages || text.length < body.length ? splitEvents(body, { carriages }) : splitAscii(body, text)
}

/** What `splitEvents` gives for ASCII without CR. */
function splitAscii(body: Uint8Array, text: string): Uint8Array[] {
  const events: Uint8Array[] = []
  for (let at = 0; at < text.length;) {
    let start = at
    while (text.charCodeAt(start) === 0x0a) start++
    const found = text.indexOf('\n\n', start)
    const end = found === -1 ? text.length : found + 2
    events.push(body.subarray(at, end))
    at = end
  }
  return events
}
