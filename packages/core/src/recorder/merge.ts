import type { Interaction } from '../model/interaction.ts'
import type { MatchRules } from '../match/rules.ts'
import { createLookup } from './lookup.ts'

export interface Merged {
  readonly interactions: readonly Interaction[]
  /** Newly recorded, and yet not taken: a stream that was cut does not replace a whole one. */
  readonly leftOut: readonly Interaction[]
}

/**
 * The cassette's interactions with each newly recorded one in the place of the recording of the same request: the first new one replaces the
 * first old one, and so on. What was not asked for again stays as it is; what is new comes last.
 */
export function replaceSame(existing: readonly Interaction[], recorded: readonly Interaction[], rules: MatchRules): Merged {
  const old = createLookup(existing, rules, false)
  const interactions = [...existing]
  const leftOut: Interaction[] = []
  for (const interaction of recorded) {
    const replaced = old.take(interaction.request)
    if (!replaced) interactions.push(interaction)
    else if (interaction.response.end !== 'complete' && replaced.interaction.response.end === 'complete') leftOut.push(interaction)
    else interactions[replaced.position] = withId(interaction, replaced.interaction.id)
  }
  return { interactions, leftOut }
}

function withId(interaction: Interaction, id: number | undefined): Interaction {
  return id === undefined ? interaction : { ...interaction, id }
}
