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
  let odd = 0
  let unicode = 0
  let latin = 0
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    const low = word & 0x7f7f7f7f
    // Zero where there is a line's end, and no byte else leaves or enters the controls by it.
    const others = low ^ 0x0a0a0a0a
    // The highest bit of a byte: set where it is above 0x1f; where it is not zero; where it is 0x7f. No sum leaves its byte.
    odd |= ((others + 0x7f7f7f7f) & ~(others + 0x60606060) & ~word) | ((low + 0x01010101) & ~word)
    unicode |= word
    const leads = word ^ 0xc2c2c2c2
    latin |= (leads - 0x01010101) & ~leads
  }
  const rest = start + words.length * 4
  // A tab counts too, up to here.
  if ((odd & 0x80808080 && hasControl(bytes, start, rest)) || hasControl(bytes, 0, start) || hasControl(bytes, rest, length))
    return 'controls'
  for (const end of [bytes.subarray(0, start), bytes.subarray(rest)]) {
    for (const byte of end) {
      unicode |= byte << 24
      if (byte === 0xc2) latin = -1
    }
  }
  if ((unicode & 0x80808080) === 0) return 'ascii'
  return (latin & 0x80808080) === 0 ? 'unicode' : 'latin'
}

function hasControl(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!
    if (byte === 0x7f || (byte < 0x20 && byte !== lf && byte !== tab)) return true
  }
  return false
}
