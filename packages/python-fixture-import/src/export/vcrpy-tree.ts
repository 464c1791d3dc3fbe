/** Text or bytes, in maps and lists. */
export type VcrpyTree = string | number | null | Uint8Array | readonly VcrpyTree[] | { readonly [key: string]: VcrpyTree }

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** As text, which people can read and vcrpy encodes, where it is UTF-8. */
export function concatenated(chunks: readonly Uint8Array[]): string | Uint8Array {
  const bytes = Buffer.concat(chunks)
  try {
    return decoder.decode(bytes)
  } catch {
    return new Uint8Array(bytes)
  }
}
