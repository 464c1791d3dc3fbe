const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Uint8Array(128).fill(255)
for (let index = 0; index < 64; index++) values[alphabet.charCodeAt(index)] = index

const digits = Uint8Array.from(alphabet, (digit) => digit.charCodeAt(0))
const padding = '='.charCodeAt(0)
const ascii = new TextDecoder('latin1')

/**
 * Standard base64 with padding. Own code, because `btoa` wants a string of bytes and `Uint8Array.toBase64` is too young. Written as bytes: a text that grows by a
 * character at a time costs more in garbage than in work, half a second a megabyte.
 */
export function encodeBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  let to = 0
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text[to++] = digits[group >> 18]!
    text[to++] = digits[(group >> 12) & 63]!
    text[to++] = digits[(group >> 6) & 63]!
    text[to++] = digits[group & 63]!
  }
  const over = bytes.length % 3
  if (over > 0) text.fill(padding, text.length - 3 + over)
  return ascii.decode(text)
}

/** The bytes of standard base64 without white space; undefined where it is none. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padded = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padded)
  const length = text.length - padded
  let buffer = 0
  let written = 0
  for (let at = 0; at < length; at++) {
    const value = values[text.charCodeAt(at)]
    if (value === undefined || value === 255) return undefined
    buffer = (buffer << 6) | value
    if (at % 4 !== 0) bytes[written++] = (buffer >> (6 - 2 * (at % 4))) & 255
  }
  return bytes
}
