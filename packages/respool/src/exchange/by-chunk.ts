import { headerValue, readEvents, type JsonObject, type RecordedResponse } from '@respool/core'
import { objectsIn } from './answer.ts'
import { piecesOf, type Piece } from './pieces.ts'

/** What each chunk brought. An event that comes in several chunks is there with the last of them; what is no event is quoted. */
export function piecesByChunk(response: RecordedResponse): Piece[][] {
  const isEvents = (headerValue(response.headers, 'content-type') ?? '').includes('text/event-stream')
  const isLines = /ndjson|jsonl/.test(headerValue(response.headers, 'content-type') ?? '')
  if (!isEvents && !isLines) return response.chunks.map(quoted)
  const decoder = new TextDecoder()
  const end = isEvents ? /\r\n\r\n|\n\n|\r\r/ : /\n/
  let rest = ''
  return response.chunks.map((chunk) => {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split(end)
    rest = blocks.pop()!
    const pieces = blocks.flatMap(isEvents ? piecesOfBlock : piecesOfLine)
    return pieces.length > 0 ? pieces : [{ kind: 'note', text: '…' }]
  })
}

const encoder = new TextEncoder()

function piecesOfBlock(block: string): Piece[] {
  const events = readEvents({ chunks: [encoder.encode(`${block}\n\n`)] })
  if (events.length === 0 && block.trim() !== '') return [{ kind: 'note', text: block.trim() }]
  return events.flatMap(({ data, event }) => piecesOfData(data, event))
}

function piecesOfLine(line: string): Piece[] {
  return line.trim() === '' ? [] : piecesOfData(line, undefined)
}

function piecesOfData(data: string, event: string | undefined): Piece[] {
  const values: readonly JsonObject[] = objectsIn(data)
  return values.length > 0 ? values.flatMap(piecesOf) : [{ kind: 'note', text: event === undefined ? data : `${event} ${data}`.trim() }]
}

// More than fits any line.
const quotedBytes = 200

function quoted(chunk: Uint8Array): Piece[] {
  const text = new TextDecoder().decode(chunk.subarray(0, quotedBytes))
  return [{ kind: 'note', text: text.includes('\ufffd') ? '(bytes)' : text.replaceAll(/\s+/g, ' ') }]
}
