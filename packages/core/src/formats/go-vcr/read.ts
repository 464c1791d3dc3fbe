import { bail, isBail, isDash, lineEnd, openCursor, spacesAt, type Cursor } from './cursor.ts'
import { readKey, readLongKey } from './read-key.ts'
import { readQuoted } from './read-quoted.ts'
import { readScalar } from './read-scalar.ts'
import type { YamlMap, YamlValue } from './tree.ts'

/** A file's content, and where its interactions stand in the text. */
export interface ReadFile {
  readonly root: YamlMap
  /** Offsets of the lines on which the interactions begin, then of what follows the last; undefined where they share lines. */
  readonly starts?: readonly number[]
}

// Controls that go-yaml always escapes, CR and NEL among them; a BOM; non-characters.
const neverRaw = /[\0-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]/
// Deeper than any cassette, shallow enough for the stack.
const deepest = 200

/**
 * Reads what go-yaml wrote, and nothing else: undefined means that the text may still be good YAML. Speed comes from looking for line ends and quotes
 * with `indexOf` and cutting slices; no body is walked character by character.
 */
export function readStrict(text: string): ReadFile | undefined {
  if (neverRaw.test(text)) return undefined
  try {
    return readRoot(openCursor(text))
  } catch (error) {
    if (isBail(error)) return undefined
    throw error
  }
}

function readRoot(cursor: Cursor): ReadFile {
  const root = new Map<string, YamlValue>()
  let starts: number[] | undefined
  if (cursor.text.startsWith('---\n')) cursor.at = 4
  while (cursor.at < cursor.text.length) {
    const key = readKey(cursor)
    if (root.has(key)) bail()
    if (key === 'interactions' && cursor.text[cursor.at] === '\n') {
      starts = []
      cursor.at++
      root.set(key, readList(cursor, spacesAt(cursor, cursor.at), starts))
      starts.push(Math.min(cursor.at, cursor.text.length))
    } else {
      root.set(key, readValue(cursor, 0))
      if (key === 'interactions') starts = [Math.min(cursor.at, cursor.text.length)]
    }
  }
  if (root.size === 0) bail()
  return starts === undefined ? { root } : { root, starts }
}

/** Reads from the start of a line, or with `inline` from the first key behind a list's dash. */
function readMap(cursor: Cursor, column: number, inline = false): YamlMap {
  if (column > deepest) bail()
  const map = new Map<string, YamlValue>()
  let atKey = inline
  while (cursor.at < cursor.text.length) {
    if (!atKey) {
      const spaces = spacesAt(cursor, cursor.at)
      if (spaces < column) break
      if (spaces > column) bail()
      cursor.at += spaces
    }
    atKey = false
    const long = cursor.text.startsWith('? ', cursor.at)
    const key = long ? readLongKey(cursor, column) : readKey(cursor)
    if (map.has(key)) bail()
    map.set(key, long ? readAfterLongKey(cursor, column) : readValue(cursor, column))
  }
  return map
}

/** Reads from the start of a line, or with `inline` from the first dash. Notes the offsets of its lines' starts. */
function readList(cursor: Cursor, column: number, starts?: number[], inline = false): YamlValue[] {
  if (column > deepest) bail()
  const list: YamlValue[] = []
  let atDash = inline
  while (cursor.at < cursor.text.length) {
    if (!atDash) {
      const spaces = spacesAt(cursor, cursor.at)
      if (spaces > column) bail()
      if (spaces < column || !isDash(cursor, cursor.at + spaces)) break
      starts?.push(cursor.at)
      cursor.at += spaces
    }
    atDash = false
    cursor.at += 2
    list.push(readItem(cursor, column, column + 2))
  }
  return list.length === 0 ? bail() : list
}

/** A value that begins on the line of its dash: a list or map of its own stands in `inner`. */
function readItem(cursor: Cursor, column: number, inner: number): YamlValue {
  if (isDash(cursor, cursor.at)) return readList(cursor, inner, undefined, true)
  return startsWithKey(cursor) ? readMap(cursor, inner, true) : readScalar(cursor, column)
}

function startsWithKey(cursor: Cursor): boolean {
  const { text, at } = cursor
  const first = text[at]
  if (text.startsWith('? ', at)) return true
  if (first === '"' || first === "'") {
    readQuoted(cursor)
    const colon = text.charCodeAt(cursor.at) === 0x3a
    cursor.at = at
    return colon
  }
  if (first === '|' || first === '[' || first === '{') return false
  const line = text.slice(at, lineEnd(cursor, at))
  return line.endsWith(':') || line.includes(': ')
}

/** What follows a colon. */
function readValue(cursor: Cursor, column: number): YamlValue {
  const { text } = cursor
  if (text.charCodeAt(cursor.at) === 0x20) {
    cursor.at++
    return readScalar(cursor, column)
  }
  cursor.at++
  const inner = spacesAt(cursor, cursor.at)
  if (inner >= column && isDash(cursor, cursor.at + inner)) return readList(cursor, inner)
  // Nothing at all is `null` to YAML, but go-yaml writes no such thing.
  return inner > column ? readMap(cursor, inner) : bail()
}

/** Here alone a list or a map may begin on the line of its colon. */
function readAfterLongKey(cursor: Cursor, column: number): YamlValue {
  const spaces = spacesAt(cursor, cursor.at)
  if (spaces === 0) return readValue(cursor, column)
  cursor.at += spaces
  return readItem(cursor, column, column + 1 + spaces)
}
