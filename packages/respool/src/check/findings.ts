import type { RedactCassetteOptions } from '@respool/core'
import { checkInteraction, type PlacedCheck } from '@respool/openai'
import type { LoadedCassette } from '../cassettes/load.ts'
import { describeSecret, secretsIn } from '../scan/secrets.ts'

/** What is wrong in one cassette. */
export interface Finding {
  readonly cassette: string
  /** `format`: what does not add up in the file, or is never played; `secret`: what must not be in it. */
  readonly kind: 'format' | 'secret'
  /** In words. */
  readonly message: string
}

export function findingsIn(loaded: LoadedCassette, options: RedactCassetteOptions): Finding[] {
  const { name, warnings, interactions } = loaded
  const unplayable = interactions.flatMap(({ id, interaction }) =>
    interaction.unplayable === undefined ? [] : [`interaction ${id} is never played: ${interaction.unplayable}`],
  )
  return [
    ...[...warnings, ...unplayable].map((message) => ({ cassette: name, kind: 'format' as const, message })),
    ...secretsIn(loaded, options).map((secret) => ({ cassette: name, kind: 'secret' as const, message: describeSecret(secret) })),
  ]
}

/** What each interaction is by OpenAI's specification. */
export function checksOf({ name, interactions }: LoadedCassette): PlacedCheck[] {
  return interactions.map(({ id, interaction }) => ({ place: `${name}, interaction ${id}`, check: checkInteraction(interaction) }))
}
