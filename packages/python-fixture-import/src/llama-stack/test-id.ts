/** How much of a file tells. */
export const beginningLength = 4096

/**
 * The test that a recording belongs to, null for none, where it is the first thing in the file, as the recorder writes it; undefined where the rest must
 * be read to know.
 */
export function firstTestId(bytes: Uint8Array): string | null | undefined {
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, beginningLength)).toString()
  const found = /^\s*\{\s*"test_id"\s*:\s*("(?:[^"\\]|\\.)*"|null)/.exec(beginning)?.[1]
  return found === undefined ? undefined : (JSON.parse(found) as string | null)
}

/** The same, wherever it stands; null where it cannot be read, which is found out later. */
export function testIdOf(bytes: Uint8Array): string | null {
  const first = firstTestId(bytes)
  if (first !== undefined) return first
  try {
    const { test_id: testId, request } = JSON.parse(new TextDecoder().decode(bytes)) as {
      test_id?: unknown
      request?: { test_id?: unknown }
    }
    const found = testId ?? request?.test_id
    return typeof found === 'string' ? found : null
  } catch {
    return null
  }
}
