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
  let byteLength: number | undefined
  if (text[at] === '|') byteLength = literalByteLength(cursor, literalSpan(cursor, column))
  else if ((text[at] === '"' || text[at] === "'") && passQuoted(cursor)) endOfLine(cursor, cursor.at)
  else return readScalar(cursor, column)
  return { read: () => readScalar({ ...cursor, at }, column) as string, ...(byteLength !== undefined && { byteLength }) }
}

/** Where it can be told without decoding: in ASCII a literal's text is its lines without their margins. */
export function literalByteLength({ text, ascii }: Cursor, { start, end, margin, lines, chomping }: LiteralSpan): number | undefined {
  if (!ascii) return undefined
  const content = chomping === '+' ? end : Math.max(start, trimBreaks(text, end))
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
  const { start, end, margin, chomping } = literalSpan(cursor, column)
  return chomp(withoutMargin(cursor, start, end, margin), chomping)
}

interface LiteralSpan {
  readonly start: number
  readonly end: number
  readonly margin: number
  /** How many of them have text. */
  readonly lines: number
  readonly chomping: string
}

/** Where a literal's lines stand; leaves the cursor behind them. */
export function literalSpan(cursor: Cursor, column: number): LiteralSpan {
  const { text } = cursor
  const headerEnd = lineEnd(cursor, cursor.at)
  const [, hint, chomping] = /^\|([1-9]?)([-+]?)$/.exec(text.slice(cursor.at, headerEnd)) ?? bail()
  const start = headerEnd + 1
  const margin = hint === '' ? firstMargin(cursor, start) : column + Number(hint)
  if (margin <= column) bail()
  const { end, lines } = literalEnd(cursor, start, margin)
  // Cut off in the middle: whether the last line's break belongs to it, readers do not agree.
  if (end === text.length && !isBreak(text.charCodeAt(end - 1))) bail()
  cursor.at = end
  return { start, end, margin, lines, chomping: chomping! }
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
      if (spaces < margin) return at + spaces === end ? bail() : { end: at, lines }
      lines++
    }
    at = end + 1
  }
  return { end: text.length, lines }
}

function withoutMargin({ text, oddBreaks }: Cursor, start: number, end: number, margin: number): string {
  const block = text.slice(start, end)
  const spaces = ' '.repeat(margin)
  const first = block.startsWith(spaces) ? block.slice(margin) : block
  if (!oddBreaks) return first.replaceAll(`\n${spaces}`, '\n')
  return first.replaceAll(new RegExp(`([\\n\\u2028\\u2029])${spaces}`, 'g'), '$1')
}

function chomp(content: string, chomping: string): string {
  if (chomping === '+') return content
  const end = trimBreaks(content, content.length)
  return content.slice(0, chomping === '-' ? end : end + 1)
}

function trimBreaks(text: string, end: number): number {
  let at = end
  while (at > 0 && isBreak(text.charCodeAt(at - 1))) at--
  return at
}
