/**
 * The test that a recording belongs to; null for none. The recorder writes it first, so nothing else need be read; where it did not, or the
 * file cannot be read, it is found out later.
 */
export function testIdOf(bytes: Uint8Array): string | null {
  const beginning = new TextDecoder().decode(bytes.subarray(0, 4096))
  const first = /^\s*\{\s*"test_id"\s*:\s*("(?:[^"\\]|\\.)*"|null)/.exec(beginning)?.[1]
  if (first !== undefined) return JSON.parse(first) as string | null
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
