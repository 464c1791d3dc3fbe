const tab = 0x09
const lf = 0x0a

/**
 * What a file is made of: `controls` where there are some (ASCII's, or U+0080 to U+009F), which go-yaml always escapes; `ascii` where there is nothing but
 * ASCII; else `unicode`.
 *
 * Four bytes at a time and without a branch, because every byte is looked at: a regular expression takes longer for this than the reader for all the rest.
 */
export function classifyBytes(bytes: Uint8Array): 'controls' | 'ascii' | 'unicode' {
  const { buffer, byteOffset, length } = bytes
  const start = Math.min(length, -byteOffset & 3)
  const words = start < length ? new Int32Array(buffer, byteOffset + start, (length - start) >> 2) : new Int32Array(0)
  const rest = start + words.length * 4
  let odd = 0
  let unicode = 0
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    const low = word & 0x7f7f7f7f
    // A line's end becomes zero, and no other byte becomes a control or ceases to be one.
    const others = low ^ 0x0a0a0a0a
    // The highest bit of each byte, set where it is: not zero and below 0x20; 0x7f; and ASCII. No sum leaves its byte.
    odd |= (((others + 0x7f7f7f7f) & ~(others + 0x60606060)) | (low + 0x01010101)) & ~word
    unicode |= word
  }
  for (let at = 0; at < start; at++) unicode |= bytes[at]! << 24
  for (let at = rest; at < length; at++) unicode |= bytes[at]! << 24
  // A tab is among the odd ones.
  if ((odd & 0x80808080 && hasControl(bytes, start, rest)) || hasControl(bytes, 0, start) || hasControl(bytes, rest, length))
    return 'controls'
  if ((unicode & 0x80808080) === 0) return 'ascii'
  return hasLateControl(bytes, words, start) ? 'controls' : 'unicode'
}

/** Whether there is a character from U+0080 to U+009F: the byte 0xc2, and then one below 0xa0. */
function hasLateControl(bytes: Uint8Array, words: Int32Array, start: number): boolean {
  const isOne = (at: number): boolean => bytes[at] === 0xc2 && bytes[at + 1]! < 0xa0
  for (let index = 0; index < words.length; index++) {
    const others = words[index]! ^ 0xc2c2c2c2
    if (((others - 0x01010101) & ~others & 0x80808080) === 0) continue
    const at = start + index * 4
    if (isOne(at) || isOne(at + 1) || isOne(at + 2) || isOne(at + 3)) return true
  }
  for (let at = 0; at < start; at++) if (isOne(at)) return true
  for (let at = start + words.length * 4; at < bytes.length; at++) if (isOne(at)) return true
  return false
}

function hasControl(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!
    if (byte === 0x7f || (byte < 0x20 && byte !== lf && byte !== tab)) return true
  }
  return false
}
