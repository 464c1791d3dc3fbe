/** What shows who wrote a file; shared by the cursors of its parts. */
export interface Marks {
  /** An escape from `\x80` to `\xff`: a character where go-yaml wrote it, a byte where goccy/go-yaml did. */
  highEscape: boolean
  /** Something that goccy/go-yaml writes so, and go-yaml does not. */
  goccy: boolean
  /** For how many more lists and maps there is room; for any number, where it is not said. */
  room?: number | undefined
}

/** Where the strict reader stands. */
export interface Cursor {
  readonly text: string
  at: number
  /** Whether U+2028 or U+2029 stand in the text: go-yaml takes them for line breaks, so they end lines here too. */
  readonly oddBreaks: boolean
  /** Whether the text is known to be nothing but ASCII. */
  readonly ascii: boolean
  readonly dialect: Dialect
  readonly marks: Marks
}

/** The two YAML libraries that go-vcr has used. */
export type Dialect = 'go-yaml' | 'goccy'

export function openCursor(text: string, ascii: boolean, dialect: Dialect, marks: Marks): Cursor {
  const oddBreaks = !ascii && dialect === 'go-yaml' && (text.includes('\u2028') || text.includes('\u2029'))
  return { text, at: 0, oddBreaks, ascii, dialect, marks }
}

// One object for all: a stack trace for each would cost more than the reading.
const unrecognised = new Error('not as go-yaml writes it')

/** Gives up on the text: it may be good YAML, but go-yaml did not write it, and the strict reader does not guess. */
export function bail(): never {
  throw unrecognised
}

/** Gives up where there are more lists and maps than a file of its size may have: the lenient reader says so. */
export function takeRoom({ marks }: Cursor): void {
  if (marks.room !== undefined && --marks.room < 0) bail()
}

export function isBail(error: unknown): boolean {
  return error === unrecognised
}

/** The offset of the break that ends the line, or of the end of the text. */
export function lineEnd({ text, oddBreaks }: Cursor, from: number): number {
  if (!oddBreaks) {
    const end = text.indexOf('\n', from)
    return end === -1 ? text.length : end
  }
  const pattern = /[\n\u2028\u2029]/g
  pattern.lastIndex = from
  return pattern.exec(text)?.index ?? text.length
}

/** How many spaces the line at `from` begins with. */
export function spacesAt({ text }: Cursor, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 0x20) at++
  return at - from
}

/** Whether a list's item begins at `from`. */
export function isDash({ text }: Cursor, from: number): boolean {
  return text.charCodeAt(from) === 0x2d && text.charCodeAt(from + 1) === 0x20
}

/** Ends the scalar that stands up to `end`: nothing but the line's break may follow. */
export function endOfLine(cursor: Cursor, end: number): void {
  if (end < cursor.text.length && lineEnd(cursor, end) !== end) bail()
  cursor.at = end + 1
}
