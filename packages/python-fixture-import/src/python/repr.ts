import type { JsonValue } from '@respool/core'
import { lexemeOf, plainText } from '../json/exact.ts'
import { reprFloat } from './numbers.ts'

/** As Python's `repr` writes what `json.loads` gives of a text that `parseExact` has read. */
export function pythonRepr(value: JsonValue): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : reprFloat(value)
  if (typeof value === 'string') return reprString(value)
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`
  return `{${Object.entries(value)
    .map(([key, item]) => `${quote(plainText(key))}: ${pythonRepr(item)}`)
    .join(', ')}}`
}

function reprString(value: string): string {
  const lexeme = lexemeOf(value)
  if (lexeme === undefined) return quote(plainText(value))
  return /^-?\d+$/.test(lexeme) ? String(BigInt(lexeme)) : reprFloat(Number(lexeme))
}

const named: { readonly [character: string]: string } = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  // What Python does not print: control and format characters, unassigned ones, and all spaces but the one.
  const escaped = text.replace(/[\\\p{C}\p{Z}]/gu, (character) => (character === ' ' ? character : (named[character] ?? escape(character))))
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark
}

function escape(character: string): string {
  const hex = character.codePointAt(0)!.toString(16)
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
