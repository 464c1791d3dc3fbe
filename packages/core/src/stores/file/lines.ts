const lineFeed = 0x0a

/** A record as a line; `torn` where the line before it may lack its end. */
export function toLine(record: Uint8Array, torn: boolean): Uint8Array {
  const start = torn ? 1 : 0
  const line = new Uint8Array(start + record.byteLength + 1).fill(lineFeed, 0, start)
  line.set(record, start)
  line[line.byteLength - 1] = lineFeed
  return line
}

/**
 * The lines that are whole. A process that is killed while it writes leaves the beginning of a line: nobody was told that it was kept, so it does not count.
 */
export function readLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let from = 0; ;) {
    const end = bytes.indexOf(lineFeed, from)
    if (end === -1) return lines
    if (end > from) lines.push(bytes.subarray(from, end))
    from = end + 1
  }
}
