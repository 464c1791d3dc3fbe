import type { Release } from './check.ts'

/**
 * The chunks of a response, in hexadecimal, one for each read. After each the server is released to send the next, which it does not do by itself: whoever
 * holds a chunk back waits for ever.
 */
export async function readStream(response: Response, release: Release, chunks: string[] = []): Promise<readonly string[]> {
  const reader = response.body!.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return chunks
    chunks.push(hexOf(value))
    await release()
  }
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
