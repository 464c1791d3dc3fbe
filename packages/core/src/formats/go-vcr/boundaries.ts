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

/** Chunks for a cassette that does not say what they were: the pieces that a server would most likely have sent. */
export function deriveChunks(body: Uint8Array, headers: HeaderList): Uint8Array[] {
  if (body.length === 0) return []
  const kind = streamKind(headers)
  if (kind === undefined) return [body]
  return kind === 'events' ? splitEvents(body) : splitLines(body)
}
