import { bail, lineEnd, type Cursor, type Marks } from './cursor.ts'

const folded = /[ \t]*([\n\u2028\u2029])((?:[ \t]*[\n\u2028\u2029])*)[ \t]*/g
const foldedOrEscape = /\\(?:\n[ \t]*|[^])|[ \t]*([\n\u2028\u2029])((?:[ \t]*[\n\u2028\u2029])*)[ \t]*/g

/** Reads from the opening quote of either kind; leaves the cursor behind the closing one. */
export function readQuoted(cursor: Cursor): string {
  return cursor.text[cursor.at] === '"' ? readDoubleQuoted(cursor) : readSingleQuoted(cursor)
}

/** Passes over it, having found it well-formed; false where only reading could tell. */
export function passQuoted(cursor: Cursor): boolean {
  const { text } = cursor
  const start = cursor.at
  const single = text[start] === "'"
  const end = single ? singleQuotedEnd(text, start + 1) : doubleQuotedEnd(text, start + 1)
  if (end === -1 || lineEnd(cursor, start) < end) return false
  if (!single) checkEscapes(text, start + 1, end, cursor.marks)
  cursor.at = end + 1
  return true
}

function readSingleQuoted(cursor: Cursor): string {
  const start = cursor.at + 1
  return quoted(cursor, start, singleQuotedEnd(cursor.text, start), folded).replaceAll("''", "'")
}

function readDoubleQuoted(cursor: Cursor): string {
  const start = cursor.at + 1
  return unescape(quoted(cursor, start, doubleQuotedEnd(cursor.text, start), foldedOrEscape), cursor.marks)
}

/** What stands on one line between such quotes, found well-formed. */
export function quotedText(raw: string, quote: '"' | "'"): string {
  return quote === "'" ? raw.replaceAll("''", "'") : unescape(raw, { highEscape: false, goccy: false })
}

function singleQuotedEnd(text: string, start: number): number {
  let end = text.indexOf("'", start)
  while (end !== -1 && text.charCodeAt(end + 1) === 0x27) end = text.indexOf("'", end + 2)
  return end
}

function doubleQuotedEnd(text: string, start: number): number {
  let end = text.indexOf('"', start)
  while (end !== -1 && isEscaped(text, end, start)) end = text.indexOf('"', end + 1)
  return end
}

/** What stands between the quotes, its lines joined. */
function quoted(cursor: Cursor, start: number, end: number, breaks: RegExp): string {
  if (end === -1) bail()
  cursor.at = end + 1
  const raw = cursor.text.slice(start, end)
  if (lineEnd(cursor, start) >= end) return raw
  // A document's marker ends the document even inside quotes.
  if (raw.includes('\n---') || raw.includes('\n...')) bail()
  // Joining such lines by pattern would take quadratic time.
  if (/[ \t]{500}/.test(raw)) bail()
  return raw.replaceAll(breaks, foldBreaks)
}

function isEscaped(text: string, at: number, start: number): boolean {
  let backslashes = 0
  while (at - backslashes > start && text.charCodeAt(at - backslashes - 1) === 0x5c) backslashes++
  return backslashes % 2 === 1
}

/** One break between words is a space, more are one less; U+2028 and U+2029 stay, as in go-yaml. An escaped break leaves nothing. */
function foldBreaks(match: string, first?: string, more = ''): string {
  if (first === undefined) return match.startsWith('\\\n') ? '' : match
  const rest = more.replaceAll(/[ \t]/g, '')
  return first === '\n' ? rest || ' ' : first + rest
}

function unescape(raw: string, marks: Marks): string {
  let at = raw.indexOf('\\')
  if (at === -1) return raw
  let text = ''
  let from = 0
  while (at !== -1) {
    text += raw.slice(from, at)
    const code = raw.charCodeAt(at + 1)
    const short = shortEscapes[code]
    if (short !== undefined) {
      text += short
      from = at + 2
    } else {
      const digits = hexDigits(code)
      text += characterOf(raw.slice(at + 2, at + 2 + digits), digits, marks)
      from = at + 2 + digits
    }
    at = raw.indexOf('\\', from)
  }
  return text + raw.slice(from)
}

/** Refuses what {@link unescape} would refuse. */
function checkEscapes(text: string, start: number, end: number, marks: Marks): void {
  for (let at = text.indexOf('\\', start); at !== -1 && at < end; at = text.indexOf('\\', at + 2)) {
    const code = text.charCodeAt(at + 1)
    if (shortEscapes[code] !== undefined) continue
    const digits = hexDigits(code)
    characterOf(text.slice(at + 2, Math.min(at + 2 + digits, end)), digits, marks)
  }
}

const shortEscapes: (string | undefined)[] = []
for (const [letter, character] of Object.entries({
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
})) {
  shortEscapes[letter.charCodeAt(0)] = character
}

/** How many follow `\x`, `\u`, `\U`. Other escapes, `\/` among them, are none that Go reads. */
function hexDigits(code: number): number {
  if (code === 0x78) return 2
  if (code === 0x75) return 4
  return code === 0x55 ? 8 : bail()
}

function characterOf(hex: string, digits: number, marks: Marks): string {
  const code = hex.length === digits && /^[0-9A-Fa-f]+$/.test(hex) ? Number.parseInt(hex, 16) : bail()
  if (digits === 2 && code >= 0x80) marks.highEscape = true
  // Go refuses halves of a surrogate pair.
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? bail() : String.fromCodePoint(code)
}
