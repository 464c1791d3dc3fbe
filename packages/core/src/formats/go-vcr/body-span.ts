import { bail, endOfLine, type Cursor } from './cursor.ts'
import { passQuoted, quotedText } from './read-quoted.ts'
import { isPlain, literalByteLength, literalSpan, literalText, type LiteralSpan } from './read-scalar.ts'
import { resolvePlain } from './tree.ts'

/** Where a body stands, well-formed: a literal, or one line between quotes or without. */
export type BodySpan = LiteralSpan | LineSpan

interface LineSpan {
  readonly quote: '"' | "'" | ''
  readonly start: number
  readonly end: number
}

/** Passes over a body; gives up where it is none of these. */
export function passBody(cursor: Cursor, column: number): BodySpan {
  const { text, at } = cursor
  const first = text[at]
  if (first === '|') return literalSpan(cursor, column)
  if (first === '"' || first === "'") {
    if (!passQuoted(cursor)) bail()
    const end = cursor.at - 1
    endOfLine(cursor, cursor.at)
    return cursor.at > text.length ? bail() : { quote: first, start: at + 1, end }
  }
  const end = text.indexOf('\n', at)
  if (end === -1 || !isPlain(text.slice(at, end))) bail()
  cursor.at = end + 1
  return { quote: '', start: at, end }
}

export function bodyText(text: string, span: BodySpan): string {
  if (!('quote' in span)) return literalText(text, span)
  const line = text.slice(span.start, span.end)
  // Whatever else it may look like is text to Go.
  if (span.quote === '') return resolvePlain(line) === null ? '' : line
  return quotedText(line, span.quote)
}

/** In bytes, where it can be told without decoding. */
export function spanLength(span: BodySpan, ascii: boolean): number | undefined {
  return ascii && !('quote' in span) ? literalByteLength(span) : undefined
}
