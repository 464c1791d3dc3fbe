import type { CassetteStore } from '@respool/core'

/** Runs a test with a store of its own, and cleans up after it. */
export type WithStore = (test: (store: CassetteStore) => Promise<void>) => () => Promise<void>
