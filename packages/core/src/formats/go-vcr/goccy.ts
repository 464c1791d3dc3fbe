import { bail, endOfLine, type Cursor } from './cursor.ts'
import { writeScalar } from './scalar.ts'
import { escapedBytes, resolvePlain, type YamlValue } from './tree.ts'

// go-vcr 4.0.5 alone wrote its files with another YAML library, which quotes as Go's strconv.Quote does, and breaks lines nowhere but at LF.
// See https://github.com/goccy/go-yaml and https://github.com/dnaeon/go-vcr/issues/130.

/** Reads text in double quotes as strconv.Quote wrote it: `\x80` to `\xff` stand for bytes that are no UTF-8. */
export function readGoccyQuoted(cursor: Cursor): string {
  const { text, at } = cursor
  // What the library would have to escape is not in it: line breaks, and escapes that Go does not write.
  const pattern = /"((?:[^"\\\0-\x1f\x7f]|\\(?:[abfnrtv"\\]|x[\da-f]{2}|u(?!d[89a-f])[\da-f]{4}|U00(?:0[1-9a-f]|10)[\da-f]{4}))*)"/y
  pattern.lastIndex = at
  const raw = pattern.exec(text)?.[1] ?? bail()
  cursor.at = pattern.lastIndex
  const value = raw.replaceAll(/\\(?:x(..)|u(....)|U(.{8})|(.))/g, unescape)
  if (!value.isWellFormed()) cursor.marks.highEscape = true
  // A C1 control that go-yaml wrote looks like a byte, so digits alone show nothing.
  note(cursor, value, /\\x[89]\d/.test(raw) && !/\\x[89a-f][a-f\d]*[a-f]/.test(raw) ? undefined : `"${raw}"`)
  return value
}

const letters: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

function unescape(_: string, byte?: string, short?: string, long?: string, letter = ''): string {
  // As `bytesToText` does it.
  if (byte !== undefined) return String.fromCharCode(Number.parseInt(byte, 16) + (byte >= '80' ? 0xdc00 : 0))
  const hex = short ?? long
  return hex === undefined ? (letters[letter] ?? letter) : String.fromCodePoint(Number.parseInt(hex, 16))
}

/** Text, or bytes where it stands for such. */
export function readGoccyScalar(cursor: Cursor): YamlValue {
  const { text, at } = cursor
  if (text[at] === '"') {
    const value = readGoccyQuoted(cursor)
    endOfLine(cursor, cursor.at)
    return escapedBytes(value) ?? value
  }
  const found = text.indexOf('\n', at)
  const end = found === -1 ? text.length : found
  const line = text.slice(at, end)
  if (!isGoccyPlain(line)) bail()
  cursor.at = end + 1
  const value = resolvePlain(line)
  if (typeof value === 'string') note(cursor, value, line)
  return value
}

/** Whether the library writes this text without quotes. */
export function isGoccyPlain(text: string): boolean {
  return text !== '' && !/^[ \t*&[\]{},!|>%'"@#`]|[#\\\n\r]|[:-] |[: \t]$/.test(text)
}

/** Notes what go-yaml would have written otherwise: that tells whose file it is. */
function note({ marks }: Cursor, value: string, written: string | undefined): void {
  if (marks.goccy || written === undefined) return
  marks.goccy = writeScalar(value, { column: 0, indent: 2, emitter: 'yaml.v4-rc3', safe: false }) !== written
}
