/**
 * A whole body: text where its bytes are valid UTF-8, bytes otherwise. The empty string where there is none.
 *
 * Text compares and hashes faster than bytes, and nearly every request to an LLM is text.
 */
export type Body = string | Uint8Array

const encoder = new TextEncoder()
// Fatal, so that bytes which are no UTF-8 are told apart; and a BOM is content, not decoration to be dropped.
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

// Holds nothing between two calls: encoding here and copying is faster than `encode`, above all for what is not ASCII.
const scratch = new Uint8Array(0x10000)

export function encodeUtf8(text: string): Uint8Array {
  const { read, written } = encoder.encodeInto(text, scratch)
  return read === text.length ? scratch.slice(0, written) : encoder.encode(text)
}

/** How many bytes {@link encodeUtf8} would give. */
export function utf8Length(text: string): number {
  const { read, written } = encoder.encodeInto(text, scratch)
  return read === text.length ? written : encoder.encode(text).byteLength
}

/** The text that these bytes encode, or undefined where they are not valid UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** A body in its one normal form, so that equal bodies are equal values. */
export function toBody(content: string | Uint8Array | undefined): Body {
  if (content === undefined) return ''
  if (typeof content !== 'string') return decodeUtf8(content) ?? content
  // A lone surrogate has no UTF-8 form: on the wire it becomes U+FFFD, so that is what was sent.
  return content.toWellFormed()
}

/** The bytes of a body: text as UTF-8, bytes as they are, not copied. */
export function bodyBytes(body: Body): Uint8Array {
  return typeof body === 'string' ? encodeUtf8(body) : body
}

export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.byteLength, 0))
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}
