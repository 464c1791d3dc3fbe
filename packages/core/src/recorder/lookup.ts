import type { HttpRequest, Interaction } from '../model/interaction.ts'
import { hasPlaceholder } from '../model/placeholder.ts'
import { bodyKey, canonicalUrl, targetKey, textKey } from '../match/key.ts'
import type { MatchRules } from '../match/rules.ts'
import { createPlaceholderIndex } from './learning.ts'

/** An interaction in its place in the cassette, and whether it was played. */
interface Entry {
  readonly interaction: Interaction
  readonly position: number
  played: boolean
}

export interface Lookup {
  readonly entries: readonly Entry[]
  /** The answer to a request, marked as played; undefined where there is none (left). */
  take(live: HttpRequest): Entry | undefined
  /** What was answered live: it counts as played, and is played again only where `repeats` allows it. */
  add(interaction: Interaction): void
}

/** Entries with one key, in file order. */
interface Queue {
  readonly entries: Entry[]
  next: number
}

/** All entries with one method and URL. */
interface Target {
  readonly byText: Map<string, Queue>
  /** Made when a body comes that was never recorded to the letter: most suites never need it. */
  byMeaning?: Map<string, Queue>
  readonly entries: Entry[]
}

/**
 * Finds the answer to a request in a time that does not grow with the cassette: by its text first, then by its meaning, then, where the cassette
 * holds placeholders, by what stands for them. Of equal ones the first unplayed in file order answers; with `repeats`, the last one again when all were played.
 */
export function createLookup(interactions: readonly Interaction[], rules: MatchRules, repeats: boolean): Lookup {
  const entries: Entry[] = []
  const targets = new Map<string, Target>()
  const placeholders = createPlaceholderIndex<Entry>()
  // By how they were recorded: parsing a URL costs more than all the rest of finding an answer, and there are few of them.
  const urls = new Map<string, string>()
  for (const interaction of interactions) insert(interaction, false)

  function insert(interaction: Interaction, played: boolean): void {
    const entry: Entry = { interaction, position: entries.length, played }
    entries.push(entry)
    if (rules.custom) return
    const request = rules.normalize(interaction.request)
    const url = getOrMake(urls, request.url, () => canonicalUrl(request.url, rules))
    const key = targetKey(request, rules, url)
    const target = getOrMake(targets, key, (): Target => ({ byText: new Map(), entries: [] }))
    const text = textKey(request)
    target.entries.push(entry)
    enqueue(target.byText, text, entry)
    if (hasPlaceholder(key) || hasPlaceholder(text)) placeholders.add(entry, () => ({ target: key, body: bodyKey(request, rules) }))
    if (target.byMeaning) enqueue(target.byMeaning, bodyKey(request, rules), entry)
  }

  function find(live: HttpRequest): Entry | undefined {
    const key = targetKey(live, rules, urls.get(live.url))
    const target = targets.get(key)
    const sameText = target?.byText.get(textKey(live))
    const first = sameText && unplayed(sameText)
    if (first) return first
    if (!target && !placeholders.any()) return undefined
    const body = bodyKey(live, rules)
    return (target && findByMeaning(target, body)) ?? choose(placeholders.find({ target: key, body }))
  }

  function findByMeaning(target: Target, body: string): Entry | undefined {
    if (!target.byMeaning) {
      target.byMeaning = new Map()
      for (const entry of target.entries) enqueue(target.byMeaning, bodyKey(rules.normalize(entry.interaction.request), rules), entry)
    }
    const sameMeaning = target.byMeaning.get(body)
    return sameMeaning && (unplayed(sameMeaning) ?? (repeats ? sameMeaning.entries.at(-1) : undefined))
  }

  function choose(same: readonly Entry[]): Entry | undefined {
    return same.find(({ played }) => !played) ?? (repeats ? same.at(-1) : undefined)
  }

  function findByCustom(custom: NonNullable<MatchRules['custom']>, live: HttpRequest): Entry | undefined {
    const accepted = (entry: Entry) => custom(live, rules.normalize(entry.interaction.request))
    return entries.find((entry) => !entry.played && accepted(entry)) ?? (repeats ? entries.findLast(accepted) : undefined)
  }

  return {
    entries,
    take(request) {
      const live = rules.normalize(request)
      const entry = rules.custom ? findByCustom(rules.custom, live) : find(live)
      if (entry) entry.played = true
      return entry
    },
    add: (interaction) => insert(interaction, true),
  }
}

function enqueue(queues: Map<string, Queue>, key: string, entry: Entry): void {
  getOrMake(queues, key, (): Queue => ({ entries: [], next: 0 })).entries.push(entry)
}

function unplayed(queue: Queue): Entry | undefined {
  // What was played stays played, so no entry is looked at twice, however often one request repeats.
  while (queue.entries[queue.next]?.played) queue.next++
  return queue.entries[queue.next]
}

function getOrMake<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}
