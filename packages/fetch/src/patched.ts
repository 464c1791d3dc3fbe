import type { Fetch } from './fetch.ts'

// On the function itself, under a name that every copy of this package knows.
const original = Symbol.for('respool.fetch.original')

type Patched = Fetch & { readonly [original]?: Fetch }

/** Notes which fetch a patched one stands for. */
export function markPatched(patched: Fetch, stoodFor: Fetch): Fetch {
  return Object.defineProperty(patched, original, { value: stoodFor })
}

/** The fetch that calls the network, below all patches: taped twice, a request would be recorded twice. */
export function unpatched(fetch: Fetch): Fetch {
  let lowest = fetch
  for (let below = (lowest as Patched)[original]; below; below = (lowest as Patched)[original]) lowest = below
  return lowest
}
