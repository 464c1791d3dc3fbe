import { codingOf, type RedactCassetteOptions } from '@respool/core'
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
  const unplayable = interactions.flatMap(({ id, interaction }) => {
    const why = interaction.unplayable ?? whyEncoded(codingOf(interaction.response))
    return why === undefined ? [] : [`interaction ${id} is never played: ${why}`]
  })
  return [
    ...[...warnings, ...unplayable].map((message) => ({ cassette: name, kind: 'format' as const, message })),
    ...secretsIn(loaded, options).map((secret) => ({ cassette: name, kind: 'secret' as const, message: describeSecret(secret) })),
  ]
}

function whyEncoded(coding: string | undefined): string | undefined {
  if (coding === undefined) return undefined
  return `its answer is still compressed (${coding}). Record it anew with a client that does not ask for compression by itself.`
}

/** What each interaction is by OpenAI's specification. */
export function checksOf({ name, interactions }: LoadedCassette): PlacedCheck[] {
  return interactions.map(({ id, interaction }) => ({ place: `${name}, interaction ${id}`, check: checkInteraction(interaction) }))
}
