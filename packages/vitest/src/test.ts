import { RespoolError, patchesSearch } from '@respool/core/node'
import type { Recorder } from '@respool/core'
import { test as base, type TestAPI } from 'vitest'
import { addOptions } from './add-options.ts'
import { sessionOf, watchTests } from './around.ts'
import { onDeclare } from './declare.ts'
import type { RespoolOptions } from './options.ts'

/** What a test finds in its context besides what vitest puts there. */
export interface RespoolFixtures {
  /** The test's own recorder, opened because the test names it, and closed after the test. */
  recorder: Recorder
  /** The options of the test's recorder. */
  respool: RespoolOptions
}

interface Fixtures extends RespoolFixtures {
  respoolPatched: void
}

const extended: TestAPI<RespoolFixtures> = base.extend<Fixtures>({
  respool: {},
  // Automatic and the first, so that the automatic fixtures that users add find the recorder, too.
  respoolPatched: [
    async ({ task, respool }, use) => {
      if (patchesSearch()) await sessionOf(task)?.open(respool)
      await use()
    },
    { auto: true },
  ],
  recorder: async ({ task, respool }, use) => {
    const session = sessionOf(task)
    if (!session) throw outsideOfTest()
    await use(await session.open(respool))
  },
})

/**
 * vitest's `test`, each with a cassette of its own, named after file and test: recorded the first time, replayed from then on, saved only when the test passes.
 *
 * A test that names `recorder` gets it opened. Where a client was patched before the test began (`patchUndici()` in a setup file), every test has one, and need not name it. Any other test
 * costs nothing. When the test is over its recorder is closed, and a request that it had no answer for fails the test, after the test's own error.
 *
 * Options go into the fixture `respool`: `test.override('respool', { strict: true })` for a file or a `describe`, `test.extend('respool', { strict: true })` for what is declared
 * with what it returns. They are added to those around them, and all of them to those that the project provides as `respool`.
 *
 * @throws RespoolError in the test: `miss`, `unused`, `secret-found`, `invalid-option`, `invalid-cassette`, `store-failed`
 * @example
 * ```ts
 * import { createFetch } from '@respool/fetch'
 * import { test } from '@respool/vitest'
 *
 * test('says hi', async ({ recorder, expect }) => {
 *   const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'replay', fetch: createFetch(recorder) })
 *   expect(await greet(openai)).toBe('Olá!')
 * })
 * ```
 */
export const test: TestAPI<RespoolFixtures> = onDeclare(extended, watchTests, addOptions)

function outsideOfTest(): RespoolError {
  const message =
    'No test is running that this recorder could be for. Name `recorder` in a test, or in a hook or a fixture of one test: test.beforeEach, not test.beforeAll.'
  return new RespoolError('invalid-option', message, { option: 'recorder', value: undefined, expected: 'a test under way' })
}
