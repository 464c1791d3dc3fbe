export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** As an array, because a typed array's kind (Buffer or Uint8Array) says nothing of its content. */
export function listed(bytes: Uint8Array | undefined): number[] | undefined {
  return bytes && Array.from(bytes)
}
