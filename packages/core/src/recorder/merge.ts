import type { Interaction } from '../model/interaction.ts'
import type { MatchRules } from '../match/rules.ts'
import { createLookup } from './lookup.ts'

/**
 * The cassette's interactions with each newly recorded one in the place of the recording of the same request: the first new one replaces the
 * first old one, and so on. What was not asked for again stays as it is; what is new comes last.
 */
export function replaceSame(existing: readonly Interaction[], recorded: readonly Interaction[], rules: MatchRules): Interaction[] {
  const old = createLookup(existing, rules, false)
  const merged = [...existing]
  for (const interaction of recorded) {
    const replaced = old.take(interaction.request)
    if (replaced) merged[replaced.position] = withId(interaction, replaced.interaction.id)
    else merged.push(interaction)
  }
  return merged
}

function withId(interaction: Interaction, id: number | undefined): Interaction {
  return id === undefined ? interaction : { ...interaction, id }
}
