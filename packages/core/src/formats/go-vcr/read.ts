import { bail, isBail, isDash, lineEnd, openCursor, spacesAt, takeRoom, type Cursor, type Dialect, type Marks } from './cursor.ts'
import { readGoccyQuoted } from './goccy.ts'
import type { ItemPattern } from './item-pattern.ts'
import { checkItem, patternOf, type LateItem } from './late.ts'
import { readKey, readLongKey } from './read-key.ts'
import { readQuoted } from './read-quoted.ts'
import { hasOddBytes, type Cut, type Pieces } from './pieces.ts'
import { roomFor } from './limits.ts'
import { passScalar, readScalar } from './read-scalar.ts'
import { isYamlList, type YamlMap, type YamlValue } from './tree.ts'

/** A file's content, and its text in parts; undefined where the interactions share lines. */
export interface ReadFile {
  readonly root: YamlMap
  readonly pieces?: Pieces
  /** By their index: the list has null in their place. */
  readonly late?: ReadonlyMap<number, LateItem>
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
  const later = lazy ? responseBody : undefined
  const marks = { highEscape: false, goccy: false, room: roomFor(cut) }
  const pattern = lazy && cut.items[0] !== undefined ? patternOf(cut.items[0]) : undefined
  const read = cut.oddBytes
    ? undefined
    : unlessBail(() =>
        readPieces(
          cut,
          'go-yaml',
          marks,
          (index, isSchema2) =>
            (pattern && isSchema2 ? readLate(cut, index, pattern, marks) : undefined) ?? readGoYaml(cut, index, later, marks),
        ),
      )
  if (read !== undefined && !marks.highEscape) return read
  // It has two columns a level, always.
  if (cut.items[0]?.startsWith('- id: ') !== true) return read
  return readGoccyFile(cut, later) ?? read
}

/** Gives undefined where the reading gave up. */
function unlessBail<Result>(read: () => Result): Result | undefined {
  try {
    return read()
  } catch (error) {
    if (isBail(error)) return undefined
    throw error
  }
}

/** An interaction, and the cursor behind it. */
interface ReadItem {
  readonly value: YamlValue
  readonly cursor: Cursor
}

function readGoYaml({ items, ascii }: Cut, index: number, later: Later | undefined, marks: Marks): ReadItem {
  const text = items[index]!
  return readPiece(openCursor(text, ascii[index]!, 'go-yaml', marks), later)
}

/** An interaction that nothing need be made of yet. */
function readLate({ items, ascii }: Cut, index: number, pattern: ItemPattern, marks: Marks): LateItem | undefined {
  const text = items[index]!
  return unlessBail(() => checkItem(text, ascii[index]!, pattern, marks))
}

/**
 * Reads a file that go-vcr 4.0.5 began. What respool adds to it is as go-yaml writes it, and stands behind what was there: the first interaction that
 * goccy/go-yaml did not write ends its part. Undefined where nothing shows that it wrote any.
 */
function readGoccyFile(cut: Cut, later: Later | undefined): ReadFile | undefined {
  const { items, oddBytes } = cut
  const marks = { highEscape: false, goccy: false, room: roomFor(cut) }
  let added = false
  const readNext = (index: number): ReadItem => {
    const text = items[index]!
    if (!added) {
      const goccy = ownKey.test(text) ? undefined : unlessBail(() => readGoccyItem(text, index < items.length - 1, marks))
      if (goccy !== undefined) return goccy
      added = true
    }
    if (oddBytes && hasOddBytes(text)) bail()
    return readGoYaml(cut, index, later, { highEscape: false, goccy: false, room: marks.room })
  }
  const file = unlessBail(() => readPieces(cut, 'goccy', marks, readNext))
  if (file === undefined || !marks.goccy) return undefined
  return marks.highEscape ? { ...file, recovered: true } : file
}

// Only respool writes these, and it writes as go-yaml does.
const ownKey = /\n {4}respool_[a-z_]+: /

/** What an interaction shows counts only if all of it can be read. */
function readGoccyItem(text: string, whole: boolean, marks: Marks): ReadItem {
  const own = { highEscape: false, goccy: false, room: marks.room }
  const item = readPiece(openCursor(text, false, 'goccy', own))
  if (whole && item.cursor.at < text.length) bail()
  marks.room = own.room
  marks.highEscape ||= own.highEscape
  marks.goccy ||= own.goccy
  return item
}

const usualHead = '---\nversion: 2\ninteractions:\n'

function readPieces(
  { head, items }: Cut,
  dialect: Dialect,
  marks: Marks,
  readNext: (index: number, isSchema2: boolean) => ReadItem | LateItem,
): ReadFile {
  const root = new Map<string, YamlValue>()
  const cursor = openCursor(head, false, dialect, marks)
  if (head.startsWith('---\n')) cursor.at = 4
  if (items.length === 0) {
    const listEnd = readRoot(cursor, root)
    if (root.size === 0) bail()
    return listEnd === undefined ? { root } : { root, pieces: { head: head.slice(0, listEnd), items: [], tail: head.slice(listEnd) } }
  }
  if (head === usualHead) root.set('version', 2)
  else readRoot(cursor, root, true)
  const last = items.length - 1
  const list: YamlValue[] = []
  const late = new Map<number, LateItem>()
  const isSchema2 = root.get('version') === 2
  root.set('interactions', list)
  let end: Cursor | undefined
  for (let index = 0; index <= last; index++) {
    const item = readNext(index, isSchema2)
    list.push('value' in item ? item.value : null)
    if (!('value' in item)) late.set(index, item)
    else if (index === last) end = item.cursor
    else if (item.cursor.at < items[index]!.length) bail()
  }
  const lateOnes = late.size === 0 ? {} : { late }
  if (end === undefined) return { root, pieces: { head, items, tail: '' }, ...lateOnes }
  const lastEnd = Math.min(end.at, end.text.length)
  readRoot(end, root)
  return {
    root,
    pieces: { head, items: [...items.slice(0, last), end.text.slice(0, lastEnd)], tail: end.text.slice(lastEnd) },
    ...lateOnes,
  }
}

/** Reads what stands around the interactions; where there are none, it returns the end of the line that says so. */
function readRoot(cursor: Cursor, root: Map<string, YamlValue>, listFollows = false): number | undefined {
  let listEnd: number | undefined
  while (cursor.at < cursor.text.length) {
    const key = readKey(cursor)
    if (root.has(key)) bail()
    if (listFollows && key === 'interactions' && cursor.at + 1 === cursor.text.length) return undefined
    const value = readValue(cursor, 0)
    root.set(key, value)
    if (key === 'interactions' && isYamlList(value) && value.length === 0) listEnd = Math.min(cursor.at, cursor.text.length)
  }
  return listFollows ? bail() : listEnd
}

/** One interaction with its dash. */
function readPiece(cursor: Cursor, later?: Later): ReadItem {
  const column = spacesAt(cursor, 0)
  cursor.at = column + 2
  return { value: readItem(cursor, column, column + 2, later), cursor }
}

/** Reads from the start of a line, or with `inline` from the first key behind a list's dash. */
function readMap(cursor: Cursor, column: number, inline = false, later?: Later): YamlMap {
  if (column > deepest) bail()
  takeRoom(cursor)
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
  takeRoom(cursor)
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
