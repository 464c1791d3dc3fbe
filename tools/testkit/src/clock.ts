import type { Clock } from '@respool/core'

/** A clock that stands still until a test moves it. As with the real one, a sleep whose signal aborts is over at once. */
export interface FakeClock extends Clock {
  /** Moves the clock, and wakes each sleeper at its own time, in order; one that sleeps on is woken again if that is due too. */
  advance(ms: number): Promise<void>
  /** Every duration that was ever asked for, in order. */
  readonly sleeps: readonly number[]
  /** How many are asleep now. */
  readonly pending: number
}

export interface FakeClockOptions {
  /** The date at the start. Default `2026-01-01T00:00:00.000Z`. */
  start?: string
  /** A sleep moves the clock itself and is over at once. Default false. */
  autoAdvance?: boolean
}

interface Sleeper {
  readonly due: number
  readonly wake: () => void
}

// Taken now, because a test may replace the global one with its own fake timers.
const realSetImmediate = setImmediate

/**
 * @example
 * ```ts
 * const clock = fakeClock()
 * const slept = clock.sleep(500)
 * await clock.advance(500)
 * await slept
 * ```
 */
export function fakeClock({ start = '2026-01-01T00:00:00.000Z', autoAdvance = false }: FakeClockOptions = {}): FakeClock {
  const epoch = Date.parse(start)
  const sleeps: number[] = []
  const sleepers = new Set<Sleeper>()
  let now = 0

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    sleeps.push(ms)
    if (signal?.aborted) return Promise.resolve()
    if (autoAdvance) {
      now += Math.max(0, ms)
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      const sleeper = { due: now + Math.max(0, ms), wake }
      function wake() {
        sleepers.delete(sleeper)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      signal?.addEventListener('abort', wake)
      sleepers.add(sleeper)
    })
  }

  async function advance(ms: number): Promise<void> {
    const target = now + ms
    await settled()
    for (let next = firstDue(sleepers, target); next; next = firstDue(sleepers, target)) {
      now = next.due
      next.wake()
      await settled()
    }
    now = target
  }

  return {
    now: () => now,
    date: () => new Date(epoch + now).toISOString(),
    sleep,
    advance,
    sleeps,
    get pending() {
      return sleepers.size
    },
  }
}

/** Of sleepers with the same time, the one that fell asleep first: sets keep their order. */
function firstDue(sleepers: Iterable<Sleeper>, target: number): Sleeper | undefined {
  let first: Sleeper | undefined
  for (const sleeper of sleepers) if (sleeper.due <= target && (!first || sleeper.due < first.due)) first = sleeper
  return first
}

/** Lets every promise that can settle do so, however long the chain: a macrotask comes after them all. */
function settled(): Promise<void> {
  return new Promise((resolve) => realSetImmediate(resolve))
}
