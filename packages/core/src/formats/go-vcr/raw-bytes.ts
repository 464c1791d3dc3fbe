const tab = 0x09
const lf = 0x0a

/**
 * What a file is made of: `controls` where there are ASCII controls, which go-yaml always escapes; `ascii` where there is nothing but ASCII; else `unicode`.
 *
 * Four bytes at a time, because every byte is looked at: a regular expression takes longer for this than the reader for all the rest.
 */
export function classifyBytes(bytes: Uint8Array): 'controls' | 'ascii' | 'unicode' {
  const { buffer, byteOffset, length } = bytes
  const start = Math.min(length, -byteOffset & 3)
  const words = new Int32Array(buffer, byteOffset + start, (length - start) >> 2)
  let unicode = 0
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    unicode |= word
    // Set where a byte is below 0x20 (or lies behind one that is), or is 0x7f: then it is looked at by itself. Line ends are such bytes, and few.
    if ((((word - 0x20202020) & ~word) | ((word & 0x7f7f7f7f) + 0x01010101)) & 0x80808080 && hasControl(bytes, start + index * 4, 4))
      return 'controls'
  }
  const rest = start + words.length * 4
  if (hasControl(bytes, 0, start) || hasControl(bytes, rest, length - rest)) return 'controls'
  for (let at = 0; at < start; at++) unicode |= bytes[at]! << 24
  for (let at = rest; at < length; at++) unicode |= bytes[at]! << 24
  return (unicode & 0x80808080) === 0 ? 'ascii' : 'unicode'
}

function hasControl(bytes: Uint8Array, from: number, length: number): boolean {
  for (let at = from; at < from + length; at++) {
    const byte = bytes[at]!
    if (byte === 0x7f || (byte < 0x20 && byte !== lf && byte !== tab)) return true
  }
  return false
}
