import type { HttpRequest, Interaction } from '../model/interaction.ts'
import { bodyKey, targetKey } from '../match/key.ts'
import type { MatchRules } from '../match/rules.ts'

/**
 * The cassette's interactions with each newly recorded one in the place of the recording of the same request: the first new one replaces the
 * first old one, and so on. What was not asked for again stays as it is; what is new comes last.
 */
export function replaceSame(existing: readonly Interaction[], recorded: readonly Interaction[], rules: MatchRules): Interaction[] {
  const places = new Map<string, number[]>()
  existing.forEach(({ request }, place) => {
    const key = keyOf(request, rules)
    const same = places.get(key)
    if (same) same.push(place)
    else places.set(key, [place])
  })
  const merged = [...existing]
  for (const interaction of recorded) {
    const place = places.get(keyOf(interaction.request, rules))?.shift()
    if (place === undefined) merged.push(interaction)
    else merged[place] = withId(interaction, existing[place]!.id)
  }
  return merged
}

function withId(interaction: Interaction, id: number | undefined): Interaction {
  return id === undefined ? interaction : { ...interaction, id }
}

/** The text that all requests with one meaning share. */
export function keyOf(request: HttpRequest, rules: MatchRules): string {
  const normal = rules.normalize(request)
  return `${targetKey(normal, rules)}\n${bodyKey(normal, rules)}`
}
