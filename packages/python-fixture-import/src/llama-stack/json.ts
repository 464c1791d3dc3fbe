import type { JsonValue } from '@respool/core'
import { lexemeOf, plainText } from '../json/exact.ts'

/** The text that is there; the empty one where there is none. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' && lexemeOf(value) === undefined ? plainText(value) : ''
}
