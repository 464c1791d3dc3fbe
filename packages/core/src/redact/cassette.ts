import type { Cassette } from '../model/cassette.ts'
import { openaiProfile, type ApiProfile } from '../model/profile.ts'
import type { Variables } from './environment.ts'
import { redactInteraction } from './interaction.ts'
import type { Redaction, RedactOptions, Refusal } from './options.ts'
import { redactRules } from './rules.ts'

/** What counts as a secret in a cassette that exists already. */
export interface RedactCassetteOptions extends RedactOptions {
  /** Whose headers are kept. Default: those of OpenAI and the APIs modelled on it. */
  readonly profile?: ApiProfile
  /** The environment whose secrets to search for: `process.env`. Default: none, since this function reads nothing but what it is given. */
  readonly variables?: Variables
}

/** A cassette without its secrets, and what was done to it. */
export interface RedactedCassette {
  readonly cassette: Cassette
  /** What was replaced, and in which interaction, by its position in the cassette that was given. */
  readonly redactions: readonly (Redaction & { readonly interaction: number })[]
  /** Interactions that are left out: a model has written a secret over several events, which cannot be replaced. Record them anew. */
  readonly refused: readonly (Refusal & { readonly interaction: number })[]
}

/**
 * A copy of a cassette by the rules by which a recorder stores: headers that are not on the list are gone, secrets are placeholders. What holds
 * none stays the same object, and so keeps its text when the cassette is written.
 *
 * @throws RespoolError `invalid-option`
 * @example
 * ```ts
 * const { cassette, refused } = redactCassette(await parseCassette(bytes), { variables: process.env })
 * await writeFile('hi.yaml', stringifyCassette(cassette))
 * ```
 */
export function redactCassette(cassette: Cassette, options: RedactCassetteOptions = {}): RedactedCassette {
  const { profile = openaiProfile, variables = {}, ...redact } = options
  const rules = redactRules(redact, profile, variables)!
  const all = cassette.interactions.map((interaction) => redactInteraction(interaction, rules))
  return {
    cassette: { ...cassette, interactions: all.filter(({ refusal }) => !refusal).map(({ interaction }) => interaction) },
    redactions: all.flatMap(({ redactions, refusal }, interaction) =>
      refusal ? [] : redactions.map((each) => ({ interaction, ...each })),
    ),
    refused: all.flatMap(({ refusal }, interaction) => (refusal ? [{ interaction, ...refusal }] : [])),
  }
}
