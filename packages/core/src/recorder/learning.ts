import {
  learn,
  matchPlaceholders,
  placeholderKeys,
  settle,
  type LearnedTokens,
  type PlaceholderKeys,
  type RequestKeys,
  type Token,
} from '../match/placeholders.ts'

/** Finds recorded requests that hold placeholders. */
export interface PlaceholderIndex<Entry> {
  /** Whether there is anything to find. */
  any(): boolean
  /** @param keys the recorded request's; asked for once, and only when a live request needs it */
  add(entry: Entry, keys: () => RequestKeys): void
  /** All entries whose requests are the live one, apart from the secrets, in file order. */
  find(live: RequestKeys): readonly Entry[]
}

interface Held<Entry> {
  readonly entry: Entry
  readonly keys: RequestKeys
  readonly parts: PlaceholderKeys
}

/**
 * Finds by comparing with one recorded request after the other, once: the token that it finds in the place of a placeholder is learned, and with it
 * all of them are put into a hash map. From then on a request with the same token costs a look, however many there are. No pattern of keys is needed, so any key
 * will do, and a dummy too.
 */
export function createPlaceholderIndex<Entry>(): PlaceholderIndex<Entry> {
  const waiting: { readonly entry: Entry; readonly keys: () => RequestKeys }[] = []
  const held: Held<Entry>[] = []
  let learned: LearnedTokens = new Map()
  let settled = new Map<string, Held<Entry>[]>()

  function settledKey({ target, body }: RequestKeys): string {
    return `${settle(target, learned)}\n${settle(body, learned)}`
  }

  function enter(each: Held<Entry>): void {
    const key = settledKey(each.keys)
    const same = settled.get(key)
    if (same) same.push(each)
    else settled.set(key, [each])
  }

  function takeIn(): void {
    for (const { entry, keys } of waiting.splice(0)) {
      const own = keys()
      const each = { entry, keys: own, parts: placeholderKeys(own) }
      held.push(each)
      enter(each)
    }
  }

  function learnFrom(tokens: readonly Token[]): void {
    const more = learn(learned, tokens)
    if (more === learned) return
    learned = more
    settled = new Map()
    held.forEach(enter)
  }

  return {
    any: () => held.length + waiting.length > 0,
    add: (entry, keys) => void waiting.push({ entry, keys }),
    find(live) {
      takeIn()
      if (held.length === 0) return []
      const likely = settled.get(settledKey(live)) ?? []
      // What is alike after the replacing may have been unlike before, so every one is compared as it is.
      const same = likely.filter(({ parts }) => matchPlaceholders(parts, live))
      if (same.length > 0) return same.map(({ entry }) => entry)
      const tokens = held.map(({ parts }) => matchPlaceholders(parts, live))
      // From all that match, not just the first: two writers may have named one secret differently.
      learnFrom(tokens.flatMap((each) => each ?? []))
      return held.filter((_, index) => tokens[index]).map(({ entry }) => entry)
    },
  }
}
