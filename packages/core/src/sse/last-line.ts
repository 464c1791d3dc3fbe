import { concatBytes, decodeUtf8 } from '../model/body.ts'
import { headerValue } from '../model/headers.ts'
import type { ResponseHead } from '../model/interaction.ts'
import type { ApiProfile } from '../model/profile.ts'

const LF = 0x0a

/**
 * Whether a stream of lines of JSON has come to its API's last line, with its end. Cheap enough to be asked at every chunk: no more than the last line is looked at, and
 * nothing where a chunk ends within one.
 */
export function hasLastLine(
  head: Pick<ResponseHead, 'headers'> | undefined,
  chunks: readonly Uint8Array[],
  { lastEvents }: ApiProfile,
): boolean {
  if (chunks.at(-1)?.at(-1) !== LF) return false
  const type = head && headerValue(head.headers, 'content-type')
  if (!type || !/^application\/(?:x-)?(?:ndjson|jsonl)\b/i.test(type)) return false
  const line = objectOf(decodeUtf8(lastLine(chunks)))
  return line !== undefined && lastEvents.line.some((marks) => Object.entries(marks).every(([name, value]) => line[name] === value))
}

/** It may have come in many chunks. */
function lastLine(chunks: readonly Uint8Array[]): Uint8Array {
  const pieces: Uint8Array[] = []
  for (let index = chunks.length - 1; index >= 0; index--) {
    const chunk = chunks[index]!
    // Not the line's own end, nor what is before the first byte: there `lastIndexOf` would count from the end.
    const last = pieces.length === 0 ? chunk.length - 2 : chunk.length - 1
    const feed = last < 0 ? -1 : chunk.lastIndexOf(LF, last)
    pieces.unshift(chunk.subarray(feed + 1))
    if (feed !== -1) break
  }
  return concatBytes(pieces)
}

function objectOf(text: string | undefined): { readonly [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? (value as { [name: string]: unknown }) : undefined
  } catch {
    return undefined
  }
}
