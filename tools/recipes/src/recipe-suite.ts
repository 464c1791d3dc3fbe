import { expect, test } from 'vitest'
import { runRecipe, type RecipeName } from './run.ts'

/**
 * What every recipe promises.
 *
 * @param passed what its runner prints when all has gone well
 */
export function recipeSuite(name: RecipeName, passed: RegExp, { skip = false } = {}): void {
  test.skipIf(skip)('replays its cassettes without a network and without a key', { timeout: 60_000 }, async () => {
    const { code, output } = await runRecipe(name, { CI: 'true' })
    expect(output).toMatch(passed)
    expect(code).toBe(0)
  })

  test.skipIf(skip)('a request without an answer fails its test, which says why', { timeout: 60_000 }, async () => {
    const { code, output } = await runRecipe(name, { CI: 'true', OPENAI_BASE_URL: 'https://else.example/v1' })
    expect(output).toContain('respool has no answer for POST https://else.example/v1/chat/completions')
    expect(code).not.toBe(0)
  })
}
