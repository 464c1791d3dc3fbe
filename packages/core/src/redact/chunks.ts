import { concatBytes, encodeUtf8 } from '../model/body.ts'
import { placeholder } from '../model/placeholder.ts'
import type { SecretPattern } from './options.ts'
import { findSecrets, type Find } from './text.ts'

/**
 * Replaces the secrets in a chunked body. A secret that lies across a boundary is replaced whole, in the chunk where it begins; the chunks keep
 * their number, since every one has its delay.
 */
export function redactChunks(
  chunks: readonly Uint8Array[],
  patterns: readonly SecretPattern[],
  onFind: (kind: string) => void,
): readonly Uint8Array[] {
  // One character a byte, so that offsets in the text are offsets in the bytes. Keys are ASCII in every API there is.
  const finds = findSecrets(new TextDecoder('latin1').decode(concatBytes(chunks)), patterns)
  if (finds.length === 0) return chunks
  for (const { kind } of finds) onFind(kind)
  let offset = 0
  return chunks.map((chunk) => {
    const redacted = redactOne(chunk, offset, finds)
    offset += chunk.byteLength
    return redacted
  })
}

function redactOne(chunk: Uint8Array, offset: number, finds: readonly Find[]): Uint8Array {
  const parts: Uint8Array[] = []
  const end = offset + chunk.byteLength
  let position = offset
  for (const find of finds) {
    if (find.end <= position || find.start >= end) continue
    if (find.start >= position) parts.push(chunk.subarray(position - offset, find.start - offset), encodeUtf8(placeholder(find.kind)))
    position = Math.min(find.end, end)
  }
  return position === offset ? chunk : concatBytes([...parts, chunk.subarray(position - offset)])
}
