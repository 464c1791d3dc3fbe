import { decodeBase64 } from './base64.ts'
import { bail, endOfLine, lineEnd, spacesAt, takeRoom, type Cursor } from './cursor.ts'
import { readGoccyScalar } from './goccy.ts'
import { passQuoted, readQuoted } from './read-quoted.ts'
import { resolvePlain, type YamlValue } from './tree.ts'

export const binaryTag = '!!binary '

/** Reads a value that begins on the line of its key or dash, which stands in `column`; leaves the cursor at the next line. */
export function readScalar(cursor: Cursor, column: number): YamlValue {
  const { text, at } = cursor
  if (cursor.dialect === 'goccy' && !'|[{'.includes(text[at] ?? '')) return readGoccyScalar(cursor)
  switch (text[at] ?? '') {
    case "'":
    case '"':
      return closed(cursor, readQuoted(cursor))
    case '|':
      return readLiteral(cursor, column)
    case '!':
      return readBinary(cursor, column)
    case '[':
    case '{':
      return readEmpty(cursor)
    default:
      return readPlain(cursor)
  }
}

/** Passes over a value in quotes or a literal, which may be long, once it is found to be well-formed; reads any other. */
export function passScalar(cursor: Cursor, column: number): YamlValue {
  const { at, text } = cursor
  if (text[at] === '|') {
    const span = literalSpan(cursor, column)
    return { read: () => literalText(text, span), ...(cursor.ascii && { byteLength: literalByteLength(span) }) }
  }
  if ((text[at] !== '"' && text[at] !== "'") || !passQuoted(cursor)) return readScalar(cursor, column)
  endOfLine(cursor, cursor.at)
  return { read: () => readScalar({ ...cursor, at }, column) as string }
}

/** In ASCII, where it can be told without decoding: a literal's text is its lines without their margins. */
export function literalByteLength({ start, end, textEnd, margin, lines, chomping }: LiteralSpan): number {
  const content = chomping === '+' ? end : textEnd
  return content - start - lines * margin + (chomping === '' && content < end ? 1 : 0)
}

function closed(cursor: Cursor, value: string): string {
  endOfLine(cursor, cursor.at)
  return value
}

function readEmpty(cursor: Cursor): YamlValue {
  const { text, at } = cursor
  takeRoom(cursor)
  const list = text.startsWith('[]', at)
  if (!list && !text.startsWith('{}', at)) bail()
  endOfLine(cursor, at + 2)
  return list ? [] : new Map()
}

function readPlain(cursor: Cursor): YamlValue {
  const end = lineEnd(cursor, cursor.at)
  const line = cursor.text.slice(cursor.at, end)
  // Most of them, and quicker to see than all that go-yaml may leave unquoted.
  if (!/^[A-Za-z0-9][\w./-]*$/.test(line) && !isPlain(line)) bail()
  cursor.at = end + 1
  return resolvePlain(line)
}

/** Whether go-yaml can have written this text without quotes. */
export function isPlain(text: string): boolean {
  if (/^(?:$|[ \t#,[\]{}&*!|>'"%@`]|[-?:](?:[ \t]|$)|---|\.\.\.)/.test(text)) return false
  return !text.includes(': ') && !text.includes(' #') && !text.includes('\t') && !text.endsWith(':') && !text.endsWith(' ')
}

function readBinary(cursor: Cursor, column: number): Uint8Array {
  if (!cursor.text.startsWith(binaryTag, cursor.at)) bail()
  cursor.at += binaryTag.length
  const first = cursor.text[cursor.at]
  const content = first === '!' ? bail() : readScalar(cursor, column)
  // `!!binary 1234` is base64 that looks like a number.
  if (typeof content !== 'string' && typeof content !== 'number') bail()
  return decodeBase64(String(content).replaceAll('\n', '')) ?? bail()
}

/** A literal: its lines without their margin. The margin is what the header says, or that of the first line with text. */
export function readLiteral(cursor: Cursor, column: number): string {
  return literalText(cursor.text, literalSpan(cursor, column))
}

export interface LiteralSpan {
  readonly start: number
  readonly end: number
  /** Without the breaks that it ends in. */
  readonly textEnd: number
  readonly margin: number
  /** How many of them have text. */
  readonly lines: number
  /** How many of the last breaks count: `-` none, `+` all of them, otherwise one. */
  readonly chomping: '' | '-' | '+'
  readonly oddBreaks: boolean
}

/** Where a literal's lines stand; leaves the cursor behind them. */
export function literalSpan(cursor: Cursor, column: number): LiteralSpan {
  const { text } = cursor
  let at = cursor.at + 1
  const hint = text.charCodeAt(at) - 0x30
  const hinted = hint >= 1 && hint <= 9
  if (hinted) at++
  const sign = text[at]
  const chomping = sign === '-' || sign === '+' ? sign : ''
  if (chomping !== '') at++
  if (lineEnd(cursor, at) !== at) bail()
  const start = at + 1
  const margin = hinted ? column + hint : firstMargin(cursor, start)
  if (margin <= column) bail()
  const { end, lines } = literalEnd(cursor, start, margin)
  // Cut off in the middle: whether the last line's break belongs to it, readers do not agree.
  if (end === text.length && !isBreak(text.charCodeAt(end - 1))) bail()
  const textEnd = trimLines(text, start, end, margin)
  if (textEnd === start && chomping !== '+') bail()
  cursor.at = end
  return { start, end, textEnd, margin, lines, chomping, oddBreaks: cursor.oddBreaks }
}

function firstMargin(cursor: Cursor, start: number): number {
  let at = start
  while (at < cursor.text.length && lineEnd(cursor, at) === at) at++
  const margin = spacesAt(cursor, at)
  return lineEnd(cursor, at) === at + margin ? bail() : margin
}

function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x2028 || code === 0x2029
}

/** The start of the first line that has text but not the margin, and how many lines with text stand before it. */
function literalEnd(cursor: Cursor, start: number, margin: number): Pick<LiteralSpan, 'end' | 'lines'> {
  const { text } = cursor
  let lines = 0
  let at = start
  while (at < text.length) {
    const end = lineEnd(cursor, at)
    if (end !== at) {
      const spaces = spacesAt(cursor, at)
      // go-yaml writes no line of spaces alone; goccy/go-yaml may.
      if (at + spaces === end && (spaces < margin || cursor.dialect === 'go-yaml')) bail()
      if (spaces < margin) return { end: at, lines }
      lines++
    }
    at = end + 1
  }
  return { end: text.length, lines }
}

/** The text of a literal: its lines without their margin, and those of its last breaks that count. */
export function literalText(text: string, { start, end, textEnd, margin, chomping, oddBreaks }: LiteralSpan): string {
  const contentEnd = chomping === '+' ? end : chomping === '-' ? textEnd : Math.min(textEnd + 1, end)
  const spaces = ' '.repeat(margin)
  const block = text.slice(text.startsWith(spaces, start) ? start + margin : start, contentEnd)
  // Faster than `replaceAll`, which leaves the string in pieces.
  if (!oddBreaks) return block.split(`\n${spaces}`).join('\n')
  return block.replaceAll(new RegExp(`([\\n\\u2028\\u2029])${spaces}`, 'g'), '$1')
}

/** The end of the last line that is more than its margin. */
function trimLines(text: string, start: number, end: number, margin: number): number {
  let at = end
  while (at > start && isBreak(text.charCodeAt(at - 1))) at--
  const line = at - margin
  const isEmpty = line >= start && text.startsWith(' '.repeat(margin), line) && (line === start || isBreak(text.charCodeAt(line - 1)))
  return isEmpty ? trimLines(text, start, line, margin) : at
}
