import type { JsonValue } from '@respool/core'
import { lexemeOf, plainText } from '../json/exact.ts'
import { reprFloat } from './numbers.ts'

export interface DumpsOptions {
  readonly sortKeys?: boolean
  /** Spaces a level; none: all on one line, with a space behind commas and colons. */
  readonly indent?: number
}

/** As Python's `json.dumps` writes what `parseExact` has read: ASCII alone, and floats as floats. */
export function pythonDumps(value: JsonValue, { sortKeys = false, indent }: DumpsOptions = {}): string {
  return write(value, '\n')

  function write(each: JsonValue, line: string): string {
    if (typeof each === 'string') return pythonScalar(each)
    if (typeof each === 'number') return Number.isInteger(each) ? String(each) : reprFloat(each)
    if (typeof each !== 'object' || each === null) return String(each)
    const inner = indent === undefined ? '' : line + ' '.repeat(indent)
    if (Array.isArray(each))
      return wrap(
        '[',
        each.map((item) => write(item, inner)),
        ']',
        line,
      )
    const keys = Object.keys(each)
    if (sortKeys) keys.sort(byCodePoint)
    const items = keys.map((key) => `${quote(plainText(key))}: ${write(each[key]!, inner)}`)
    return wrap('{', items, '}', line)
  }

  function wrap(open: string, items: readonly string[], close: string, line: string): string {
    if (items.length === 0) return open + close
    if (indent === undefined) return open + items.join(', ') + close
    const inner = line + ' '.repeat(indent)
    return open + inner + items.join(`,${inner}`) + line + close
  }
}

function pythonScalar(value: string): string {
  const lexeme = lexemeOf(value)
  if (lexeme === undefined) return quote(plainText(value))
  return /^-?\d+$/.test(lexeme) ? String(BigInt(lexeme)) : reprFloat(Number(lexeme))
}

function quote(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

// Python compares code points, JavaScript code units: they differ where one text has a surrogate pair.
function byCodePoint(a: string, b: string): number {
  if (!/[\ud800-\udfff]/.test(a + b)) return a < b ? -1 : Number(a > b)
  const [left, right] = [Array.from(a), Array.from(b)]
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = left[index]!.codePointAt(0)! - right[index]!.codePointAt(0)!
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
