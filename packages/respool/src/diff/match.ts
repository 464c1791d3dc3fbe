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
  for (const each of right) {
    const key = requestMeaning(each.interaction.request)
    waiting.set(key, [...(waiting.get(key) ?? []), each])
  }
  for (const each of left) {
    const same = waiting.get(requestMeaning(each.interaction.request))?.shift()
    if (same) partners.set(each, same)
  }
  const free = new Set(right)
  for (const partner of partners.values()) free.delete(partner)
  for (const each of left) {
    const near = partners.has(each) ? undefined : nearestOf(each, [...free])
    if (!near) continue
    partners.set(each, near)
    free.delete(near)
  }
  const paired = left.map((each): Pair => ({ left: each, ...(partners.has(each) && { right: partners.get(each)! }) }))
  return [...paired, ...[...free].map((each): Pair => ({ right: each }))]
}

function nearestOf({ interaction }: PlacedInteraction, among: readonly PlacedInteraction[]): PlacedInteraction | undefined {
  const alike = among.filter((each) => targetOf(each.interaction.request) === targetOf(interaction.request))
  const [near] = nearestRequests(
    interaction.request,
    alike.map((each) => each.interaction.request),
  )
  return near && alike[near.position]
}

function targetOf({ method, url }: { readonly method: string; readonly url: string }): string {
  return `${method} ${URL.canParse(url) ? new URL(url).pathname : url}`
}
