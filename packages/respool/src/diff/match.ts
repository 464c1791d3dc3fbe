import { nearestRequests, requestMeaning } from '@respool/core'
import type { PlacedInteraction } from '../cassettes/load.ts'

/** An interaction of each side that belong together, or one that is alone. */
export interface Pair {
  readonly left?: PlacedInteraction
  readonly right?: PlacedInteraction
}

/** Those with the same request, in order; then those nearest to each other, of one method and path; then who is left, each in its place. */
export function pairs(left: readonly PlacedInteraction[], right: readonly PlacedInteraction[]): Pair[] {
  const partners = new Map<PlacedInteraction, PlacedInteraction>()
  const waiting = new Map<string, PlacedInteraction[]>()
  for (const each of right) append(waiting, requestMeaning(each.interaction.request), each)
  for (const each of left) {
    const same = waiting.get(requestMeaning(each.interaction.request))?.shift()
    if (same) partners.set(each, same)
  }
  const taken = new Set(partners.values())
  const free = new Map<string, PlacedInteraction[]>()
  for (const each of right) if (!taken.has(each)) append(free, targetOf(each), each)
  for (const each of left) {
    const alike = partners.has(each) ? undefined : free.get(targetOf(each))
    if (!alike || alike.length === 0) continue
    partners.set(each, alike.splice(nearestOf(each, alike), 1)[0]!)
  }
  const paired = left.map((each): Pair => ({ left: each, ...(partners.has(each) && { right: partners.get(each)! }) }))
  const all = new Set(partners.values())
  return [...paired, ...right.filter((each) => !all.has(each)).map((each): Pair => ({ right: each }))]
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

// What was recorded anew comes in nearly the order of before, and comparing all with all takes minutes where there are thousands.
const mostCompared = 50

function nearestOf({ interaction }: PlacedInteraction, among: readonly PlacedInteraction[]): number {
  const requests = among.slice(0, mostCompared).map((each) => each.interaction.request)
  return nearestRequests(interaction.request, requests)[0]?.position ?? 0
}

function targetOf({ interaction: { request } }: PlacedInteraction): string {
  return `${request.method} ${URL.canParse(request.url) ? new URL(request.url).pathname : request.url}`
}
