import type { Mode, Summary } from '@respool/core'

/** What a test tells the reporter of its recorder, in `task.meta.respool`; of several tries, the last one tells. */
export interface TestOutcome {
  /** The cassette's full location. */
  readonly cassette: string
  readonly mode: Mode
  /** Interactions that the cassette held when the test began. */
  readonly total: number
  readonly replayed: number
  readonly recorded: number
  readonly misses: number
  /** Interactions that were never played, by their position in the file. */
  readonly unused: readonly number[]
  readonly warnings: readonly string[]
}

export function outcomeOf({ cassette, mode, total, replayed, recorded, misses, unused, warnings }: Summary): TestOutcome {
  return { cassette, mode, total, replayed, recorded, misses: misses.length, unused, warnings }
}

declare module 'vitest' {
  interface TaskMeta {
    /** What became of the test's recorder; absent where it had none. */
    respool?: TestOutcome
  }
}
