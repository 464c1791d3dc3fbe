import type { JsonObject, JsonValue } from '@respool/core'
import { lexemeOf, plainText } from '../json/exact.ts'

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The text that is there; the empty one where there is none. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' && lexemeOf(value) === undefined ? plainText(value) : ''
}
