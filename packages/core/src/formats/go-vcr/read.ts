import { bail, isBail, isDash, lineEnd, openCursor, spacesAt, type Cursor, type Dialect, type Marks } from './cursor.ts'
import { readGoccyQuoted } from './goccy.ts'
import { readKey, readLongKey } from './read-key.ts'
import { readQuoted } from './read-quoted.ts'
import type { Cut, Pieces } from './pieces.ts'
import { passScalar, readScalar } from './read-scalar.ts'
import type { YamlMap, YamlValue } from './tree.ts'

/** A file's content, and its text in parts; undefined where the interactions share lines. */
export interface ReadFile {
  readonly root: YamlMap
  readonly pieces?: Pieces
  /** go-vcr 4.0.5 wrote it, bodies that are no UTF-8 among them: Go cannot read those back. */
  readonly recovered?: true
}

// Deeper than any cassette, shallow enough for the stack.
const deepest = 200

/** Keys, and keys of their maps, whose values are left for later. */
type Later = ReadonlyMap<string, Later | true>
const responseBody: Later = new Map([['response', new Map([['body', true]])]])

/**
 * Reads what go-yaml (or, for go-vcr 4.0.5, goccy/go-yaml) wrote, and nothing else: undefined means that the text may still be good YAML. Speed comes from looking for line ends and quotes
 * with `indexOf` and cutting slices; no body is walked character by character.
 *
 * @param lazy Checks the bodies of responses, but leaves them as `Unread`
 */
export function readStrict(cut: Cut, { lazy = false } = {}): ReadFile | undefined {
  const marks = { highEscape: false, goccy: false }
  const read = cut.oddBytes ? undefined : tryRead(cut, lazy ? responseBody : undefined, 'go-yaml', marks)
  if (read !== undefined && !marks.highEscape) return read
  // It has two columns a level, always.
  if (cut.items[0]?.startsWith('- id: ') !== true) return read
  const goccy = tryRead(cut, undefined, 'goccy', marks)
  if (goccy === undefined || !marks.goccy) return read
  return marks.highEscape ? { ...goccy, recovered: true } : goccy
}

function tryRead(cut: Cut, later: Later | undefined, dialect: Dialect, marks: Marks): ReadFile | undefined {
  try {
    return readPieces(cut, later, (text, ascii = false) => openCursor(text, ascii, dialect, marks))
  } catch (error) {
    if (isBail(error)) return undefined
    throw error
  }
}

function readPieces({ head, items, ascii }: Cut, later: Later | undefined, open: (text: string, ascii?: boolean) => Cursor): ReadFile {
  const root = new Map<string, YamlValue>()
  const cursor = open(head)
  if (head.startsWith('---\n')) cursor.at = 4
  if (items.length === 0) {
    const listEnd = readRoot(cursor, root)
    if (root.size === 0) bail()
    return listEnd === undefined ? { root } : { root, pieces: { head: head.slice(0, listEnd), items: [], tail: head.slice(listEnd) } }
  }
  readRoot(cursor, root, true)
  const last = items.length - 1
  const list: YamlValue[] = []
  root.set('interactions', list)
  for (let index = 0; index < last; index++) list.push(readWhole(open(items[index]!, ascii[index]), later))
  const end = open(items[last]!, ascii[last])
  list.push(readPiece(end, later))
  const lastEnd = Math.min(end.at, end.text.length)
  readRoot(end, root)
  return { root, pieces: { head, items: [...items.slice(0, last), end.text.slice(0, lastEnd)], tail: end.text.slice(lastEnd) } }
}

/** Reads what stands around the interactions; where there are none, it returns the end of the line that says so. */
function readRoot(cursor: Cursor, root: Map<string, YamlValue>, listFollows = false): number | undefined {
  let listEnd: number | undefined
  while (cursor.at < cursor.text.length) {
    const key = readKey(cursor)
    if (root.has(key)) bail()
    if (listFollows && key === 'interactions' && cursor.at + 1 === cursor.text.length) return undefined
    root.set(key, readValue(cursor, 0))
    if (key === 'interactions') listEnd = Math.min(cursor.at, cursor.text.length)
  }
  return listFollows ? bail() : listEnd
}

function readWhole(cursor: Cursor, later: Later | undefined): YamlValue {
  const value = readPiece(cursor, later)
  return cursor.at < cursor.text.length ? bail() : value
}

/** One interaction with its dash. */
function readPiece(cursor: Cursor, later: Later | undefined): YamlValue {
  const column = spacesAt(cursor, 0)
  cursor.at = column + 2
  return readItem(cursor, column, column + 2, later)
}

/** Reads from the start of a line, or with `inline` from the first key behind a list's dash. */
function readMap(cursor: Cursor, column: number, inline = false, later?: Later): YamlMap {
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
    map.set(key, long ? readAfterLongKey(cursor, column) : readValue(cursor, column, later?.get(key)))
  }
  return map
}

/** Reads from the start of a line, or with `inline` from the first dash. */
function readList(cursor: Cursor, column: number, inline = false): YamlValue[] {
  if (column > deepest) bail()
  const list: YamlValue[] = []
  let atDash = inline
  while (cursor.at < cursor.text.length) {
    if (!atDash) {
      const spaces = spacesAt(cursor, cursor.at)
      if (spaces > column) bail()
      if (spaces < column || !isDash(cursor, cursor.at + spaces)) break
      cursor.at += spaces
    }
    atDash = false
    cursor.at += 2
    list.push(readItem(cursor, column, column + 2))
  }
  return list.length === 0 ? bail() : list
}

/** A value that begins on the line of its dash: a list or map of its own stands in `inner`. */
function readItem(cursor: Cursor, column: number, inner: number, later?: Later): YamlValue {
  if (isDash(cursor, cursor.at)) return readList(cursor, inner, true)
  return startsWithKey(cursor) ? readMap(cursor, inner, true, later) : readScalar(cursor, column)
}

function startsWithKey(cursor: Cursor): boolean {
  const { text, at } = cursor
  const first = text[at]
  if (text.startsWith('? ', at)) return true
  if (first === '"' || first === "'") {
    if (cursor.dialect === 'goccy') readGoccyQuoted(cursor)
    else readQuoted(cursor)
    const colon = text.charCodeAt(cursor.at) === 0x3a
    cursor.at = at
    return colon
  }
  if (first === '|' || first === '[' || first === '{') return false
  const line = text.slice(at, lineEnd(cursor, at))
  return line.endsWith(':') || line.includes(': ')
}

/** What follows a colon. */
function readValue(cursor: Cursor, column: number, later?: Later | true): YamlValue {
  const { text } = cursor
  if (text.charCodeAt(cursor.at) === 0x20) {
    cursor.at++
    return later === true ? passScalar(cursor, column) : readScalar(cursor, column)
  }
  cursor.at++
  const inner = spacesAt(cursor, cursor.at)
  if (inner >= column && isDash(cursor, cursor.at + inner)) return readList(cursor, inner)
  // Nothing at all is `null` to YAML, but go-yaml writes no such thing.
  return inner > column ? readMap(cursor, inner, false, later === true ? undefined : later) : bail()
}

/** Here alone a list or a map may begin on the line of its colon. */
function readAfterLongKey(cursor: Cursor, column: number): YamlValue {
  const spaces = spacesAt(cursor, cursor.at)
  if (spaces === 0) return readValue(cursor, column)
  cursor.at += spaces
  return readItem(cursor, column, column + 1 + spaces)
}
