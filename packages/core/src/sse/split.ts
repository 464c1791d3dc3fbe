const LF = 0x0a
const CR = 0x0d

/**
 * Cuts an event stream behind each event: behind the blank line that ends it. Lines end in LF, CRLF or CR. What follows the last
 * blank line is a piece of its own; blank lines with no event before them belong to the next. The pieces are views; together they are the input.
 *
 * @param carriages Whether there may be any CR: where it is known that there is none, none need be looked for
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function splitEvents(bytes: Uint8Array, { carriages = true } = {}): Uint8Array[] {
  const events: Uint8Array[] = []
  let eventStart = 0
  let lineStart = 0
  let hasLine = false
  // Looking for each by itself is several times faster than looking at every byte.
  let feed = find(bytes, LF, 0)
  let carriage = carriages ? find(bytes, CR, 0) : bytes.length
  while (lineStart < bytes.length) {
    const lineEnd = Math.min(feed, carriage)
    if (lineEnd === bytes.length) break
    const blank = lineEnd === lineStart
    lineStart = carriage + 1 === feed && lineEnd === carriage ? feed + 1 : lineEnd + 1
    if (feed < lineStart) feed = find(bytes, LF, lineStart)
    if (carriage < lineStart) carriage = find(bytes, CR, lineStart)
    if (blank && hasLine) {
      events.push(bytes.subarray(eventStart, lineStart))
      eventStart = lineStart
    }
    hasLine = !blank
  }
  if (eventStart < bytes.length) events.push(bytes.subarray(eventStart))
  return events
}

function find(bytes: Uint8Array, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from)
  return at === -1 ? bytes.length : at
}

/** Cuts newline-delimited text behind each LF, and so behind each CRLF. The pieces are views; together they are the input. */
export function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(LF, start)
    const end = feed === -1 ? bytes.length : feed + 1
    lines.push(bytes.subarray(start, end))
    start = end
  }
  return lines
}
