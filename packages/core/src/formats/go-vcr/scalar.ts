import { encodeUtf8 } from '../../model/body.ts'
import { encodeBase64 } from './base64.ts'
import type { Emitter } from './layout.ts'
import { classifyPlain } from './plain.ts'
import { escapedBytes } from './tree.ts'

export interface ScalarPlace {
  /** The column of continued lines: of a literal's text. */
  readonly column: number
  /** Columns a level: what a literal whose first character is white space announces. */
  readonly indent: number
  readonly emitter: Emitter
  /** As the key of a map on one line. */
  readonly key?: boolean
  /** Prefers a style that every YAML reader reads alike over the one that go-yaml would choose. */
  readonly safe: boolean
}

type Style = 'plain' | 'single' | 'double' | 'literal'

// The breaks of YAML 1.1, which go-yaml follows. Surrogates: it takes every character outside the BMP for unprintable.
const anyBreak = /[\n\r\x85\u2028\u2029]/
const unprintable = /[^\n\t\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/
const breakThenSpace = /[\n\r\x85\u2028\u2029] /
const spaceThenBreak = / [\n\r\x85\u2028\u2029]/
const indicatorFirst = /^(?:[#,[\]{}&*!|>'"%@`]|[-?:](?:[ \t]|$)|---|\.\.\.)/
const indicatorInside = /:(?:[ \t]|$)|[ \t\n\r\x85\u2028\u2029]#/

/** One scalar as go-yaml writes it, byte for byte. */
export function writeScalar(value: string | Uint8Array, place: ScalarPlace): string {
  const bytes = typeof value === 'string' ? escapedBytes(value) : value
  if (bytes !== undefined) return `!!binary ${writeBinary(bytes, place)}`
  const text = value as string
  switch (chooseStyle(text, place)) {
    case 'plain':
      return text
    case 'single':
      return `'${indentBreaks(text.replaceAll("'", "''"), place.column)}'`
    case 'double':
      return `"${escapeText(text)}"`
    case 'literal':
      return writeLiteral(text, place)
  }
}

/** Whether a key can stand before its colon on one line; go-yaml gives the others a line of their own (`? `). */
export function isSimpleKey(key: string): boolean {
  const bytes = escapedBytes(key)
  if (bytes !== undefined) return encodeBase64(bytes).length < 70
  return !anyBreak.test(key) && (key.length <= 42 || encodeUtf8(key).length <= 128)
}

function writeBinary(bytes: Uint8Array, place: ScalarPlace): string {
  const text = encodeBase64(bytes)
  if (text.length < 70) return text === '' ? '""' : text
  const lines = text.replaceAll(/.{1,70}/g, '$&\n')
  return writeLiteral(lines, place)
}

/** The order of go-yaml: what it wishes for, then what the characters forbid. */
function chooseStyle(text: string, { key = false, safe, emitter }: ScalarPlace): Style {
  const multiline = anyBreak.test(text)
  if (safe && isHazard(text, multiline)) return 'double'
  const forbidden = unprintable.test(text) || spaceThenBreak.test(text)
  if (text.includes('\n')) {
    const blank = emitter !== 'yaml.v3' && text.trim() === ''
    return key || forbidden || text.endsWith(' ') || blank ? 'double' : 'literal'
  }
  const plain = classifyPlain(text, emitter)
  if (plain === 'mistakable' && emitter === 'yaml.v4-rc6') return 'single'
  if (plain !== 'text' || forbidden || text.includes('\t') || breakThenSpace.test(text)) return 'double'
  if (multiline || text.startsWith(' ') || text.endsWith(' ')) return 'single'
  return indicatorFirst.test(text) || indicatorInside.test(text) ? 'single' : 'plain'
}

/** What YAML readers, go-yaml's own among them, do not read alike in the style that go-yaml chooses. */
function isHazard(text: string, multiline: boolean): boolean {
  return text === '<<' || (multiline && (/^[ \t\n\r]/.test(text) || /[\x85\u2028\u2029]/.test(text)))
}

function writeLiteral(text: string, { column, indent, emitter }: ScalarPlace): string {
  // yaml.v3 ends the header's line with the text's own first break, and so loses one on reading.
  const lineEnd = emitter === 'yaml.v3' && anyBreak.test(text[0]!) ? '' : '\n'
  return literalHeader(text, indent, emitter) + lineEnd + indentLiteral(text, column)
}

function literalHeader(text: string, indent: number, emitter: Emitter): string {
  const announced = emitter === 'yaml.v4-rc6' ? /^ / : /^[ \n\r\x85\u2028\u2029]/
  const hint = announced.test(text) ? String(indent) : ''
  if (!anyBreak.test(text.at(-1)!)) return `|${hint}-`
  return text.length === 1 || anyBreak.test(text.at(-2)!) ? `|${hint}+` : `|${hint}`
}

/** Indents every line that has text; what follows the scalar's last break is the next line of the file. */
function indentLiteral(text: string, column: number): string {
  const margin = ' '.repeat(column)
  return (anyBreak.test(text[0]!) ? '' : margin) + indentBreaks(text, column)
}

/** Indents what follows a break, unless it is another one. U+2028 and U+2029 are breaks to go-yaml, and stand there raw. */
function indentBreaks(text: string, column: number): string {
  return text.replaceAll(/([\n\u2028\u2029])(?=[^\n\u2028\u2029])/g, `$1${' '.repeat(column)}`)
}

const shortEscapes = new Map([
  [0x00, '\\0'],
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x1b, '\\e'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x85, '\\N'],
  [0x2028, '\\L'],
  [0x2029, '\\P'],
])

function escapeText(text: string): string {
  // go-yaml looks for a BOM at the beginning of the value, not at the character in hand: so such a value is escaped whole.
  const toEscape = text.startsWith('\ufeff') ? /[\s\S]/gu : /["\\\u2028\u2029]|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/gu
  return text.replaceAll(toEscape, escapeCharacter)
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0)!
  const short = shortEscapes.get(code)
  if (short !== undefined) return short
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
