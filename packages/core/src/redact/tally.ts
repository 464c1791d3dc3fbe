import type { Redaction } from './options.ts'

/** Counts finds by kind and place. */
export interface Tally {
  /** What to tell the finds of one place to, each with where in it it is. */
  at(place: string): (kind: string, inside?: string) => void
  list(): Redaction[]
}

/** @param clean takes secrets out of the places: a key in a JSON body may be one */
export function createTally(clean: (text: string) => string): Tally {
  const counts = new Map<string, Redaction>()
  return {
    at: (place) => (kind, inside) => {
      const where = inside ? `${place} ${clean(inside)}` : place
      const key = `${kind} ${where}`
      counts.set(key, { kind, place: where, count: (counts.get(key)?.count ?? 0) + 1 })
    },
    list: () => [...counts.values()],
  }
}
