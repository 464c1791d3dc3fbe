import type { Interaction } from '../model/interaction.ts'
import { redactInteraction } from '../redact/interaction.ts'
import type { Refusal } from '../redact/options.ts'
import type { RedactRules } from '../redact/rules.ts'

/** An exchange that could not be stored, and why; its URL is redacted. */
export interface SecretFound extends Refusal {
  readonly method: string
  readonly url: string
}

/** What was not stored, for an error: where the secrets are, never what they are. */
export function describeSecrets(cassette: string, secrets: readonly SecretFound[]): string {
  const which = secrets.length === 1 ? '1 interaction was' : `${secrets.length} interactions were`
  return [
    `${cassette}: ${which} not stored, because a secret in the answer comes in pieces, which cannot be replaced without changing the stream. All others were stored.`,
    ...secrets.map(({ method, url, kind, place }) => `  ${method} ${url}: ${kind} in the ${place}`),
    'Have the application say no secret to the model, or ask without `stream`; if it is none, leave it out with `redact`.',
  ].join('\n')
}

/** What interactions of the cassette hold that would not be stored today: they are left as they are, and told of. */
export function secretsInOld(interactions: readonly Interaction[], rules: RedactRules): string[] {
  return interactions.flatMap((interaction, position) => {
    const { redactions, refusal } = redactInteraction(interaction, rules)
    return [...redactions, ...(refusal ? [refusal] : [])].map(
      ({ kind, place }) =>
        `interaction ${position} holds what looks like a secret: ${kind} in the ${place}. redactCassette() cleans a cassette.`,
    )
  })
}
