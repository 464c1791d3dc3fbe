import { bail, endOfLine, lineEnd, openCursor, spacesAt, type Cursor, type Marks } from './cursor.ts'
import { isDuration } from './duration.ts'
import { literalByteLength, literalSpan, isPlain, readScalar } from './read-scalar.ts'
import { passQuoted } from './read-quoted.ts'
import { countRuns } from './run-length.ts'
import { schema2, type Field } from './schema.ts'
import { bodyLength, resolvePlain } from './tree.ts'

/** An interaction of schema 2, found to be as go-vcr and respool write it, and not read yet. */
export interface LateItem {
  readonly id: number
  readonly text: string
  readonly ascii: boolean
  /** The column of the keys of its request and response. */
  readonly column: number
  readonly requestAt: number
  readonly responseAt: number
}

/** The lines of one layout, by the column of the keys of a message: nothing need be cut out of the text to know them. */
interface Lines {
  readonly request: readonly Line[]
  readonly response: readonly Line[]
  readonly own: Readonly<Record<'chunks' | 'delays' | 'end' | 'recorded_at' | 'url', string>>
}

interface Line {
  readonly field: Field
  /** With its colon. */
  readonly start: string
}

const linesByColumn = new Map<number, Lines>()

function linesAt(column: number): Lines {
  const known = linesByColumn.get(column)
  if (known !== undefined) return known
  const margin = ' '.repeat(column)
  const toLine = (field: Field): Line => ({ field, start: `${margin}${field.key}:` })
  const own = (key: string): string => `${margin}respool_${key}: `
  const lines = {
    request: schema2.requestFields.map(toLine),
    response: schema2.responseFields.map(toLine),
    own: { chunks: own('chunks'), delays: own('delays'), end: own('end'), recorded_at: own('recorded_at'), url: own('url') },
  }
  linesByColumn.set(column, lines)
  return lines
}

/**
 * Checks an interaction without making anything of it, where its keys are those that go-vcr and respool write, in their order. Gives up on all that
 * would be a warning or an error, and on whatever is seldom: the general reader sees to it.
 */
export function checkItem(text: string, ascii: boolean, marks: Marks): LateItem {
  const cursor = openCursor(text, ascii, 'go-yaml', marks)
  if (cursor.oddBreaks) bail()
  const dash = spacesAt(cursor, 0)
  cursor.at = dash
  pass(cursor, '- id: ')
  const id = passInteger(cursor)
  if (spacesAt(cursor, cursor.at) !== dash + 2) bail()
  cursor.at += dash + 2
  pass(cursor, 'request:\n')
  const requestAt = cursor.at
  const column = spacesAt(cursor, requestAt)
  if (column <= dash + 2 || column > 12) bail()
  const { request, response, own } = linesAt(column)
  const required = passFields(cursor, request, column)
  if (required.url === -1 || required.method === -1 || spacesAt(cursor, cursor.at) !== dash + 2) bail()
  cursor.at += dash + 2
  pass(cursor, 'response:\n')
  const responseAt = cursor.at
  const found = passFields(cursor, response, column)
  if (found.code === -1 || found.duration === -1) bail()
  checkCode(text, found.status, found.code)
  if (cursor.at < text.length) passOwn(cursor, own, column, found)
  return cursor.at === text.length ? { id, text, ascii, column, requestAt, responseAt } : bail()
}

function pass(cursor: Cursor, what: string): void {
  if (!cursor.text.startsWith(what, cursor.at)) bail()
  cursor.at += what.length
}

/** The offsets of the values that matter beyond their type, and the length of the body where it is known. */
interface Found {
  url: number
  method: number
  status: number
  code: number
  duration: number
  body: number
  bodyLength: number | undefined
}

function passFields(cursor: Cursor, lines: readonly Line[], column: number): Found {
  const { text } = cursor
  const found: Found = { url: -1, method: -1, status: -1, code: -1, duration: -1, body: -1, bodyLength: 0 }
  for (const { field, start } of lines) {
    if (!text.startsWith(start, cursor.at)) continue
    const { key, kind } = field
    cursor.at += start.length
    if (kind === 'headers' || kind === 'texts') {
      passCollection(cursor, kind, column)
      continue
    }
    if (text.charCodeAt(cursor.at) !== 0x20) bail()
    const at = ++cursor.at
    if (kind === 'integer') passInteger(cursor)
    else if (kind === 'boolean') passBoolean(cursor)
    else if (kind === 'duration') passDuration(cursor)
    else {
      const length = passText(cursor, column)
      if (key === 'body') found.bodyLength = length
    }
    if (key === 'url' || key === 'method' || key === 'status' || key === 'code' || key === 'duration' || key === 'body') found[key] = at
  }
  return found
}

/** A whole number in its one form, and its line's end. */
function passInteger(cursor: Cursor): number {
  const { text } = cursor
  let { at } = cursor
  const negative = text.charCodeAt(at) === 0x2d
  if (negative) at++
  const start = at
  let value = 0
  for (let code = text.charCodeAt(at); code >= 0x30 && code <= 0x39; code = text.charCodeAt(++at)) value = value * 10 + code - 0x30
  const digits = at - start
  if (digits === 0 || digits > 15 || text.charCodeAt(at) !== 0x0a) bail()
  if (text.charCodeAt(start) === 0x30 && (digits > 1 || negative)) bail()
  cursor.at = at + 1
  return negative ? -value : value
}

function passBoolean(cursor: Cursor): void {
  pass(cursor, cursor.text.charCodeAt(cursor.at) === 0x74 ? 'true\n' : 'false\n')
}

function passDuration(cursor: Cursor): void {
  const end = lineEnd(cursor, cursor.at)
  if (!isDuration(cursor.text.slice(cursor.at, end))) bail()
  cursor.at = end + 1
  if (cursor.at > cursor.text.length) bail()
}

/** Any text: in quotes, a literal, or plain. Gives its length in bytes, where that is known. */
function passText(cursor: Cursor, column: number): number | undefined {
  const { text, at } = cursor
  const first = text.charCodeAt(at)
  if (first === 0x7c) return literalByteLength(cursor, literalSpan(cursor, column))
  if (first === 0x22 || first === 0x27) {
    if (!passQuoted(cursor)) bail()
    endOfLine(cursor, cursor.at)
    if (cursor.at > text.length) bail()
    return undefined
  }
  passPlain(cursor)
  return undefined
}

function passPlain(cursor: Cursor): void {
  const { text, at } = cursor
  const end = text.indexOf('\n', at)
  if (end === -1) bail()
  // Words of letters, digits and what is nothing to YAML, with single spaces: nearly all of them.
  for (let index = at; index < end; index++) {
    const code = text.charCodeAt(index)
    if (plainCodes[code] === 1 || (code === 0x2e && index > at)) continue
    if (!isPlain(text.slice(at, end))) bail()
    break
  }
  if (at === end) bail()
  cursor.at = end + 1
}

const plainCodes = new Uint8Array(0x10000)
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_') plainCodes[character.charCodeAt(0)] = 1

const mostNames = 200

function passCollection(cursor: Cursor, kind: 'headers' | 'texts', column: number): void {
  const { text } = cursor
  if (text.charCodeAt(cursor.at) === 0x20) return pass(cursor, kind === 'headers' ? ' {}\n' : ' []\n')
  pass(cursor, '\n')
  if (kind === 'texts') return passList(cursor, column)
  const margin = spacesAt(cursor, cursor.at)
  if (margin <= column) bail()
  const names: string[] = []
  do {
    const start = cursor.at + margin
    let at = start
    for (let code = text.charCodeAt(at); isNameCode(code); code = text.charCodeAt(at)) at++
    const name = text.slice(start, at)
    if (!isLetter(text.charCodeAt(start))) bail()
    if (at - start === 4 && resolvePlain(name) === null) bail()
    // Of many, the general reader sees whether one stands twice, in no time.
    if (names.length === mostNames || names.includes(name) || text.charCodeAt(at) !== 0x3a) bail()
    names.push(name)
    cursor.at = at + 1
    if (text.charCodeAt(cursor.at) === 0x20) pass(cursor, ' []\n')
    else {
      pass(cursor, '\n')
      passList(cursor, margin)
    }
  } while (spacesAt(cursor, cursor.at) === margin)
}

function isNameCode(code: number): boolean {
  return isLetter(code) || code === 0x2d || (code >= 0x30 && code <= 0x39)
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

/** A list of scalars, in the column of its key or further in. */
function passList(cursor: Cursor, column: number): void {
  const { text } = cursor
  const margin = spacesAt(cursor, cursor.at)
  if (margin < column || text.charCodeAt(cursor.at + margin) !== 0x2d) bail()
  do {
    cursor.at += margin
    pass(cursor, '- ')
    const first = text.charCodeAt(cursor.at)
    if (first === 0x22 || first === 0x27) passText(cursor, margin)
    else passPlain(cursor)
  } while (spacesAt(cursor, cursor.at) === margin && text.charCodeAt(cursor.at + margin) === 0x2d)
}

/** Three digits; and where the status begins with a number, the same ones. */
function checkCode(text: string, status: number, code: number): void {
  if (text.charCodeAt(code + 3) !== 0x0a || text.charCodeAt(code) === 0x2d) bail()
  if (status === -1) return
  const at = text.charCodeAt(status) === 0x22 ? status + 1 : status
  const end = text.charCodeAt(at + 3)
  if (!text.startsWith(text.slice(code, code + 3), at) || (end !== 0x20 && end !== 0x22)) bail()
}

function passOwn(cursor: Cursor, own: Lines['own'], column: number, { body, bodyLength: known }: Found): void {
  const { text } = cursor
  let chunks = -1
  if (text.startsWith(own.chunks, cursor.at)) {
    const { count, total } = countRuns(text, ownLine(cursor, own.chunks), cursor.at - 1, true) ?? bail()
    chunks = count
    if (total !== (known ?? lengthOf(cursor, body, column))) bail()
  }
  if (text.startsWith(own.delays, cursor.at)) {
    if (countRuns(text, ownLine(cursor, own.delays), cursor.at - 1, false)?.count !== chunks + 2 || chunks === -1) bail()
  }
  if (text.startsWith(own.end, cursor.at)) {
    const value = text.slice(ownLine(cursor, own.end), cursor.at - 1)
    if (value !== 'cancelled' && value !== 'failed') bail()
  }
  if (text.startsWith(own.recorded_at, cursor.at)) {
    const value = text.slice(ownLine(cursor, own.recorded_at), cursor.at - 1)
    if (!/^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z"$/.test(value)) bail()
  }
  if (text.startsWith(own.url, cursor.at)) {
    const value = text.slice(ownLine(cursor, own.url), cursor.at - 1)
    if (!/^https?:/.test(value) || !isPlain(value)) bail()
  }
}

/** Passes over the line; gives the offset of its value. */
function ownLine(cursor: Cursor, start: string): number {
  const at = cursor.at + start.length
  const end = cursor.text.indexOf('\n', at)
  if (end === -1) bail()
  cursor.at = end + 1
  return at
}

function lengthOf(cursor: Cursor, at: number, column: number): number {
  if (at === -1) return 0
  const value = readScalar({ ...cursor, at }, column)
  return typeof value === 'string' || value instanceof Uint8Array ? bodyLength(value) : bail()
}
