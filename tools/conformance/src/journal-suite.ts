import { describe } from 'vitest'

import { journalClosing } from './journal/closing.ts'
import { journalOpening } from './journal/opening.ts'
import { journalSharing } from './journal/sharing.ts'
import type { WithStore } from './store/with-store.ts'
import type { StoreSuiteOptions } from './store-suite.ts'

/**
 * What every store that keeps journals promises, as tests.
 *
 * @example
 * ```ts
 * journalSuite({ name: 'memory', create: async () => ({ store: memoryStore() }) })
 * ```
 */
export function journalSuite({ name, create }: Pick<StoreSuiteOptions, 'name' | 'create'>): void {
  const withStore: WithStore = (test) => async () => {
    const { store, cleanup } = await create()
    try {
      await test(store)
    } finally {
      await cleanup?.()
    }
  }
  describe(`journals of the ${name} store`, () => {
    describe('opening', () => journalOpening(withStore))
    describe('closing', () => journalClosing(withStore))
    describe('sharing a cassette', () => journalSharing(withStore))
  })
}
