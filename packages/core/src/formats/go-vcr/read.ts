import { bail, isBail, isDash, lineEnd, openCursor, spacesAt, type Cursor } from './cursor.ts'
import { readDoubleQuoted, readSingleQuoted } from './read-quoted.ts'
import { decodeBase64 } from './base64.ts'
import { binaryTag, isPlain, readScalar } from './read-scalar.ts'
import { bytesToText, resolvePlain, type YamlMap, type YamlValue } from './tree.ts'

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
    skipQuoted(cursor)
    const colon = text.charCodeAt(cursor.at) === 0x3a
    cursor.at = at
    return colon
  }
  if (first === '|' || first === '[' || first === '{') return false
  const line = text.slice(at, lineEnd(cursor, at))
  return line.endsWith(':') || line.includes(': ')
}

function skipQuoted(cursor: Cursor): void {
  if (cursor.text[cursor.at] === '"') readDoubleQuoted(cursor)
  else readSingleQuoted(cursor)
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

/** Reads a key and its colon; leaves the cursor at the space or the line's end behind them. */
function readKey(cursor: Cursor): string {
  const { text, at } = cursor
  const first = text[at]
  if (first === '!') return readBinaryKey(cursor)
  const key = first === '"' || first === "'" ? readQuotedKey(cursor) : readPlainKey(cursor)
  const next = text.charCodeAt(cursor.at + 1)
  if (text.charCodeAt(cursor.at) !== 0x3a || (next !== 0x20 && next !== 0x0a)) bail()
  cursor.at++
  return key
}

function readQuotedKey(cursor: Cursor): string {
  const end = lineEnd(cursor, cursor.at)
  const key = cursor.text[cursor.at] === '"' ? readDoubleQuoted(cursor) : readSingleQuoted(cursor)
  return cursor.at > end ? bail() : key
}

function readPlainKey(cursor: Cursor): string {
  const { text, at } = cursor
  let end = text.indexOf(':', at)
  for (let next = text.charCodeAt(end + 1); end !== -1 && next !== 0x20 && next !== 0x0a; next = text.charCodeAt(end + 1)) {
    end = text.indexOf(':', end + 1)
  }
  const key = end === -1 ? bail() : text.slice(at, end)
  if (/^[A-Za-z][\w-]*$/.test(key) ? key.length === 4 && resolvePlain(key) === null : !isUnusualKey(key)) bail()
  cursor.at = end
  return key
}

/** A header whose name is no UTF-8: base64, so no quote and no colon can be in it. */
function readBinaryKey(cursor: Cursor): string {
  const end = cursor.text.indexOf(': ', cursor.at)
  const lineOnly = cursor.text.indexOf(':\n', cursor.at)
  const colon = end === -1 || (lineOnly !== -1 && lineOnly < end) ? lineOnly : end
  const bytes = cursor.text.startsWith(binaryTag, cursor.at)
    ? decodeBase64(cursor.text.slice(cursor.at + binaryTag.length, colon))
    : undefined
  if (colon === -1 || bytes === undefined || bytes.length === 0) bail()
  cursor.at = colon + 1
  return bytesToText(bytes)
}

/** `<<` would merge, and null is no string: go-yaml quotes both. */
function isUnusualKey(key: string): boolean {
  return isPlain(key) && !/[\n\u2028\u2029]/.test(key) && key !== '<<' && resolvePlain(key) !== null
}

/** `? key`, then `: value` on a line of its own: a key of several lines, or of more than 128 bytes. */
function readLongKey(cursor: Cursor, column: number): string {
  cursor.at += 2
  const key = readScalar(cursor, column)
  const text = key instanceof Uint8Array ? bytesToText(key) : key
  const spaces = spacesAt(cursor, cursor.at)
  cursor.at += spaces
  if (typeof text !== 'string' || spaces !== column || cursor.text[cursor.at] !== ':') bail()
  cursor.at++
  return text
}

/** Here alone a list or a map may begin on the line of its colon. */
function readAfterLongKey(cursor: Cursor, column: number): YamlValue {
  const spaces = spacesAt(cursor, cursor.at)
  if (spaces === 0) return readValue(cursor, column)
  cursor.at += spaces
  return readItem(cursor, column, column + 1 + spaces)
}
