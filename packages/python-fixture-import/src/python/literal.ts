import type { JsonValue } from '@respool/core'
import { exactNumber, exactText } from '../json/exact.ts'

/**
 * Reads a Python literal of dicts, lists, tuples, strings, numbers, booleans and None, as `repr` writes it, and nothing else: nothing is evaluated.
 *
 * @returns undefined where it is anything else
 */
export function parseLiteral(text: string): JsonValue | undefined {
  let at = 0
  try {
    const value = read(0)
    space()
    return at === text.length ? value : undefined
  } catch (error) {
    if (error === notLiteral) return undefined
    throw error
  }

  function read(depth: number): JsonValue {
    space()
    const first = text[at]
    if (depth > 200) throw notLiteral
    if (first === '{') return readDict(depth)
    if (first === '[') return readItems(']', depth)
    if (first === '(') return readItems(')', depth)
    return first === "'" || first === '"' ? readString(first) : readWord()
  }

  function readDict(depth: number): JsonValue {
    const entries: [string, JsonValue][] = []
    at++
    for (let more = !closes('}'); more; more = !closes('}')) {
      const key = read(depth + 1)
      expect(':')
      if (typeof key !== 'string') throw notLiteral
      entries.push([key, read(depth + 1)])
      comma('}')
    }
    return Object.fromEntries(entries)
  }

  function readItems(close: string, depth: number): JsonValue[] {
    const items: JsonValue[] = []
    at++
    for (let more = !closes(close); more; more = !closes(close)) {
      items.push(read(depth + 1))
      comma(close)
    }
    return items
  }

  function readString(quote: string): string {
    const end = /(?:[^\\]|\\[\s\S])*?/y
    const pattern = new RegExp(`${end.source}(?=${quote})`, 'y')
    pattern.lastIndex = ++at
    const found = pattern.exec(text)
    if (!found) throw notLiteral
    at += found[0].length + 1
    return exactText(found[0].replace(/\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[\s\S])/g, (_, escaped: string) => unescape(escaped)))
  }

  function readWord(): JsonValue {
    const word = /-?[\w.+-]+/y
    word.lastIndex = at
    const found = word.exec(text)?.[0]
    if (found === undefined) throw notLiteral
    at += found.length
    if (words.has(found)) return words.get(found)!
    if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(found)) throw notLiteral
    return String(Number(found)) === found ? Number(found) : exactNumber(found)
  }

  function closes(close: string): boolean {
    space()
    if (at >= text.length) throw notLiteral
    if (text[at] !== close) return false
    at++
    return true
  }

  function comma(close: string): void {
    space()
    if (text[at] !== close) expect(',')
  }

  function expect(character: string): void {
    space()
    if (text[at] !== character) throw notLiteral
    at++
  }

  function space(): void {
    while (text[at] === ' ' || text[at] === '\n') at++
  }
}

const notLiteral = new Error('not a literal')

const words = new Map<string, JsonValue>([
  ['None', null],
  ['True', true],
  ['False', false],
])

const escapes: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' }

function unescape(escaped: string): string {
  if (/^[xuU]./.test(escaped)) return String.fromCodePoint(Number.parseInt(escaped.slice(1), 16))
  const plain = escapes[escaped]
  if (plain === undefined) throw notLiteral
  return plain
}
