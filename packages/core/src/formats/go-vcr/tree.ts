import { decodeUtf8, encodeUtf8, utf8Length, type Body } from '../../model/body.ts'

/** A body that stands in the text, checked but not decoded: most responses of a cassette are never played. */
export interface Unread {
  readonly read: () => string | Uint8Array
  /** In UTF-8, where it is known without reading. */
  readonly byteLength?: number
}

/**
 * What both readers give and the emitter takes: YAML without its styles.
 *
 * Maps are `Map`s, so that `__proto__` is a key like any other and `123` keeps its place among its neighbours.
 */
type YamlScalar = string | number | boolean | null | Uint8Array | Unread
export type YamlValue = YamlScalar | readonly YamlValue[] | YamlMap
export type YamlMap = ReadonlyMap<string, YamlValue>

export function isYamlMap(value: YamlValue | undefined): value is YamlMap {
  return value instanceof Map
}

export function isYamlList(value: YamlValue | undefined): value is readonly YamlValue[] {
  return Array.isArray(value)
}

export function isUnread(value: YamlValue): value is Unread {
  return typeof value === 'object' && value !== null && 'read' in value
}

/**
 * What an unquoted scalar stands for. Only a number whose text is its one canonical form becomes a number: everything else
 * must stay text, or `1.50` would be written back as `1.5`.
 */
export function resolvePlain(text: string): string | number | boolean | null {
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null
    case 'true':
      return true
    case 'false':
      return false
  }
  const first = text.charCodeAt(0)
  const maybeNumber = (first >= 0x30 && first <= 0x39) || first === 0x2d
  if (maybeNumber && text.length < 20 && /^-?\d+(\.\d+)?$/.test(text) && String(Number(text)) === text) return Number(text)
  return text
}

/**
 * Bytes as text even where they are no UTF-8, for the places whose values are strings in the model (a header, a status): each byte
 * that cannot be decoded becomes one lone surrogate, U+DC80 to U+DCFF, as Python's `surrogateescape` does it.
 *
 * @see https://peps.python.org/pep-0383/
 */
export function bytesToText(bytes: Uint8Array): string {
  const whole = decodeUtf8(bytes)
  if (whole !== undefined) return whole
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes[at]!)
    const character = length > 0 && at + length <= bytes.length ? decodeUtf8(bytes.subarray(at, at + length)) : undefined
    text += character ?? String.fromCharCode(0xdc00 + bytes[at]!)
    at += character === undefined ? 1 : length
  }
  return text
}

/** The bytes behind {@link bytesToText}; undefined for text that has a UTF-8 form of its own. */
export function escapedBytes(text: string): Uint8Array | undefined {
  if (text.isWellFormed()) return undefined
  const pieces = text.split(/((?<![\ud800-\udbff])[\udc80-\udcff])/)
  const bytes: number[] = []
  // Odd pieces are what the pattern caught.
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) bytes.push(piece.charCodeAt(0) - 0xdc00)
    else for (const byte of encodeUtf8(piece)) bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}

function sequenceLength(first: number): number {
  if (first < 0x80) return 1
  if (first >= 0xc2 && first < 0xe0) return 2
  if (first >= 0xe0 && first < 0xf0) return 3
  return first >= 0xf0 && first < 0xf5 ? 4 : 0
}

/** Bytes of a body in UTF-8. */
export function bodyLength(body: Body): number {
  return typeof body === 'string' ? utf8Length(body) : body.byteLength
}
