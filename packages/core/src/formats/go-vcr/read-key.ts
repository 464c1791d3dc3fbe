import { decodeBase64 } from './base64.ts'
import { bail, lineEnd, spacesAt, type Cursor } from './cursor.ts'
import { isGoccyPlain, readGoccyQuoted } from './goccy.ts'
import { readQuoted } from './read-quoted.ts'
import { binaryTag, isPlain, readLiteral, readScalar } from './read-scalar.ts'
import { schema2 } from './schema.ts'
import { bytesToText, resolvePlain } from './tree.ts'

// Nearly every key is one of these, so that no pattern need be matched.
const fieldKeys: ReadonlySet<string> = new Set([...schema2.requestKeys, ...schema2.responseKeys, 'id', 'request', 'response'])

/** Reads a key and its colon; leaves the cursor at the space or the line's end behind them. */
export function readKey(cursor: Cursor): string {
  const { text, at } = cursor
  const first = text[at]
  if (first === '|' && cursor.dialect === 'goccy') return readLiteralKey(cursor)
  if (first === '!') return cursor.dialect === 'goccy' ? bail() : readBinaryKey(cursor)
  const key = first === '"' || first === "'" ? readQuotedKey(cursor) : readPlainKey(cursor)
  const next = text.charCodeAt(cursor.at + 1)
  if (text.charCodeAt(cursor.at) !== 0x3a || (next !== 0x20 && next !== 0x0a)) bail()
  cursor.at++
  return key
}

function readQuotedKey(cursor: Cursor): string {
  if (cursor.dialect === 'goccy') return readGoccyQuoted(cursor)
  const end = lineEnd(cursor, cursor.at)
  const key = readQuoted(cursor)
  return cursor.at > end ? bail() : key
}

function readPlainKey(cursor: Cursor): string {
  const { text, at } = cursor
  let end = text.indexOf(':', at)
  for (let next = text.charCodeAt(end + 1); end !== -1 && next !== 0x20 && next !== 0x0a; next = text.charCodeAt(end + 1)) {
    end = text.indexOf(':', end + 1)
  }
  const key = end === -1 ? bail() : text.slice(at, end)
  cursor.at = end
  if (fieldKeys.has(key)) return key
  if (
    cursor.dialect === 'goccy'
      ? !isGoccyPlain(key)
      : /^[A-Za-z][\w-]*$/.test(key)
        ? key.length === 4 && resolvePlain(key) === null
        : !isUnusualKey(key)
  )
    bail()
  return key
}

/** How goccy/go-yaml writes a key that ends in empty lines: as a literal, and the margin of its colon stands for the last of them. */
function readLiteralKey(cursor: Cursor): string {
  if (!cursor.text.startsWith('|+\n', cursor.at)) bail()
  const key = readLiteral(cursor, 0)
  cursor.at += spacesAt(cursor, cursor.at)
  if (!cursor.text.startsWith(':\n', cursor.at)) bail()
  cursor.at++
  cursor.marks.goccy = true
  return `${key}\n`
}

/** A header whose name is no UTF-8: base64, so no quote and no colon can be in it. */
function readBinaryKey(cursor: Cursor): string {
  const end = cursor.text.indexOf(': ', cursor.at)
  const lineOnly = cursor.text.indexOf(':\n', cursor.at)
  const colon = end === -1 || (lineOnly !== -1 && lineOnly < end) ? lineOnly : end
  const bytes = cursor.text.startsWith(binaryTag, cursor.at)
    ? decodeBase64(cursor.text.slice(cursor.at + binaryTag.length, colon))
    : undefined
  if (colon === -1 || bytes === undefined || bytes.length === 0) bail()
  cursor.at = colon + 1
  return bytesToText(bytes)
}

/** `<<` would merge, and null is no string: go-yaml quotes both. */
function isUnusualKey(key: string): boolean {
  return isPlain(key) && !/[\n\u2028\u2029]/.test(key) && key !== '<<' && resolvePlain(key) !== null
}

/** `? key`, then `: value` on a line of its own: a key of several lines, or of more than 128 bytes. */
export function readLongKey(cursor: Cursor, column: number): string {
  cursor.at += 2
  const key = readScalar(cursor, column)
  const text = key instanceof Uint8Array ? bytesToText(key) : key
  const spaces = spacesAt(cursor, cursor.at)
  cursor.at += spaces
  if (typeof text !== 'string' || spaces !== column || cursor.text[cursor.at] !== ':') bail()
  cursor.at++
  return text
}
