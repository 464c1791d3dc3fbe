import { createHash } from 'node:crypto'

/** A name for these values that is the same in every run: what ids and filler are made of. */
export function hashOf(...values: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  // A separator, so that ('ab', 'c') and ('a', 'bc') differ.
  for (const value of values) hash.update(value).update('\0')
  return hash.digest('hex')
}

/** As many bytes as asked for, always the same for one seed, and no valid UTF-8. */
export function noiseBytes(seed: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let block = Buffer.alloc(0)
  for (let at = 0; at < length; at++) {
    if (at % 32 === 0) block = createHash('sha256').update(`${seed}:${at}`).digest()
    bytes[at] = block[at % 32]!
  }
  // 0xff never occurs in UTF-8, so that even a short body is surely none.
  bytes[0] = 0xff
  return bytes
}
