/** Numbers that look random and are the same for the same seed: what was found once must be found again. */
export interface Random {
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number
  pick<Value>(values: readonly Value[]): Value
}

/** @see https://prng.di.unimi.it (splitmix32 is the 32-bit form of its SplitMix64) */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  const below = (limit: number) => (limit <= 1 ? 0 : next() % limit)
  return { below, pick: (values) => values[below(values.length)]! }
}
