import { concatBytes, encodeUtf8 } from '../model/body.ts'
import { placeholder } from '../model/placeholder.ts'
import type { Find } from './find.ts'

/**
 * A text of as many characters as there are bytes, so that offsets in it are offsets in them. Beyond ASCII it is not what they say, but it is the
 * same for the same bytes.
 */
export function byteText(chunks: readonly Uint8Array[]): string {
  return new TextDecoder('latin1').decode(concatBytes(chunks))
}

/**
 * Replaces finds, as offsets into all the bytes, in order. A secret that lies across a boundary is replaced whole, in the chunk where it begins; the chunks keep
 * their number, since every one has its delay.
 */
export function replaceInChunks(chunks: readonly Uint8Array[], finds: readonly Find[]): readonly Uint8Array[] {
  if (finds.length === 0) return chunks
  let offset = 0
  // The first that does not end before this chunk. Both are in the order of the bytes, so that neither is gone through twice.
  let first = 0
  return chunks.map((chunk) => {
    while (first < finds.length && finds[first]!.end <= offset) first++
    const redacted = replaceInOne(chunk, offset, finds, first)
    offset += chunk.byteLength
    return redacted
  })
}

function replaceInOne(chunk: Uint8Array, offset: number, finds: readonly Find[], first: number): Uint8Array {
  const parts: Uint8Array[] = []
  const end = offset + chunk.byteLength
  let position = offset
  for (let index = first; index < finds.length && finds[index]!.start < end; index++) {
    const find = finds[index]!
    if (find.start >= position) parts.push(chunk.subarray(position - offset, find.start - offset), encodeUtf8(placeholder(find.kind)))
    position = Math.min(find.end, end)
  }
  return position === offset ? chunk : concatBytes([...parts, chunk.subarray(position - offset)])
}
