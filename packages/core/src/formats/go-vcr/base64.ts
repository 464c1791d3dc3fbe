const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Uint8Array(128).fill(255)
for (let index = 0; index < 64; index++) values[alphabet.charCodeAt(index)] = index

/** Standard base64 with padding. Own code, because `btoa` wants a string of bytes and `Uint8Array.toBase64` is too young. */
export function encodeBase64(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let from = 0; from < bytes.length; from += 0x6000) pieces.push(encodePiece(bytes, from, Math.min(from + 0x6000, bytes.length)))
  return pieces.join('')
}

function encodePiece(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at += 3) {
    const left = to - at
    const group = (bytes[at]! << 16) | ((left > 1 ? bytes[at + 1]! : 0) << 8) | (left > 2 ? bytes[at + 2]! : 0)
    text += alphabet[group >> 18]! + alphabet[(group >> 12) & 63]!
    text += left > 1 ? alphabet[(group >> 6) & 63]! : '='
    text += left > 2 ? alphabet[group & 63]! : '='
  }
  return text
}

/** The bytes of standard base64 without white space; undefined where it is none. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  const digits = text.length - padding
  let buffer = 0
  let written = 0
  for (let at = 0; at < digits; at++) {
    const value = values[text.charCodeAt(at)]
    if (value === undefined || value === 255) return undefined
    buffer = (buffer << 6) | value
    if (at % 4 !== 0) bytes[written++] = (buffer >> (6 - 2 * (at % 4))) & 255
  }
  return bytes
}
