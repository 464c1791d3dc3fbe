/** How much of a file tells. */
export const beginningLength = 4096

/**
 * The test that a recording belongs to, null for none, where it is the first thing in the file, as the recorder writes it; undefined where the rest must
 * be read to know.
 */
export function firstTestId(bytes: Uint8Array): string | null | undefined {
  const found = /^\s*\{\s*"test_id"\s*:\s*("(?:[^"\\]|\\.)*"|null)/.exec(beginningOf(bytes))?.[1]
  if (found === undefined) return undefined
  try {
    return JSON.parse(found) as string | null
  } catch {
    return undefined
  }
}

/**
 * Whether a recording answers every test, whichever has made it: the recorder leaves the test out of the names of these lists of models. Asked of the
 * beginning of the file, where the URL stands.
 */
export function isShared(bytes: Uint8Array): boolean {
  const [, url = ''] = /"url"\s*:\s*"([^"]*)"/.exec(beginningOf(bytes)) ?? []
  return /^https?:\/\/[^/]*(?:\/api\/tags|\/v1\/models|\/v1\/openai\/v1\/models)$/.test(url)
}

function beginningOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, beginningLength)).toString()
}

/** What {@link firstTestId} gives, wherever it stands; null where it cannot be read, which is found out later. */
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
