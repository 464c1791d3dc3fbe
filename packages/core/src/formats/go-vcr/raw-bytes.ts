const tab = 0x09
const lf = 0x0a

/** `latin`: unicode that may have U+0080 to U+00BF in it. */
export type ByteKind = 'controls' | 'ascii' | 'latin' | 'unicode'

/**
 * What a file is made of: `controls` where there are ASCII controls, which go-yaml always escapes; `ascii` where there is nothing but ASCII; else `latin` or
 * `unicode`.
 *
 * Four bytes at a time and without a branch, because every byte is looked at: a regular expression takes longer for this than the reader for all the rest.
 */
export function classifyBytes(bytes: Uint8Array): ByteKind {
  const { buffer, byteOffset, length } = bytes
  const start = Math.min(length, -byteOffset & 3)
  const words = new Int32Array(buffer, byteOffset + start, (length - start) >> 2)
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
  return leadsLatin(words) || bytes.subarray(0, start).includes(0xc2) || bytes.subarray(rest).includes(0xc2) ? 'latin' : 'unicode'
}

/** Whether there may be a byte 0xc2. */
function leadsLatin(words: Int32Array): boolean {
  let found = 0
  for (let index = 0; index < words.length; index++) {
    const zero = words[index]! ^ 0xc2c2c2c2
    found |= (zero - 0x01010101) & ~zero
  }
  return (found & 0x80808080) !== 0
}

function hasControl(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!
    if (byte === 0x7f || (byte < 0x20 && byte !== lf && byte !== tab)) return true
  }
  return false
}
