import { describe } from 'vitest'

import type { CassetteStore } from '@respool/core'

import { storeContent } from './store/content.ts'
import { storeExpected } from './store/expected.ts'
import { storeList } from './store/list.ts'
import { storeNames } from './store/names.ts'
import type { WithStore } from './store/with-store.ts'

export interface StoreUnderTest {
  readonly store: CassetteStore
  readonly cleanup?: () => void | PromiseLike<void>
}

export interface StoreSuiteOptions {
  readonly name: string
  /** An empty store of its own for each test. */
  readonly create: () => Promise<StoreUnderTest>
  /** Registers what only this store promises. */
  readonly additional?: (withStore: WithStore) => void
}

/**
 * What every store promises, as tests.
 *
 * @example
 * ```ts
 * storeSuite({ name: 'memory', create: async () => ({ store: memoryStore() }) })
 * ```
 */
export function storeSuite({ name, create, additional }: StoreSuiteOptions): void {
  const withStore: WithStore = (test) => async () => {
    const { store, cleanup } = await create()
    try {
      await test(store)
    } finally {
      await cleanup?.()
    }
  }
  describe(`the ${name} store`, () => {
    describe('content', () => storeContent(withStore))
    describe('expected', () => storeExpected(withStore))
    describe('names', () => storeNames(withStore))
    describe('list', () => storeList(withStore))
    if (additional) describe('and', () => additional(withStore))
  })
}
