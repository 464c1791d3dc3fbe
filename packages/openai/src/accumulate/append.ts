import type { JsonObject, JsonValue } from '@respool/core'

/** Adds a piece of text to what there is of it; where the piece is none, nothing is added. */
export function append(whole: JsonObject, key: string, piece: JsonValue | undefined): void {
  if (typeof piece !== 'string') return
  const before = whole[key]
  whole[key] = typeof before === 'string' ? before + piece : piece
}

export function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
}
