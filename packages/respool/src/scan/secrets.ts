import { redactCassette, type RedactCassetteOptions } from '@respool/core'
import type { LoadedCassette } from '../cassettes/load.ts'

/** A secret that stands in a cassette: never its value. */
export interface FoundSecret {
  /** As `respool ls` calls it. */
  readonly cassette: string
  readonly interaction: string
  /** Such as `openai`. */
  readonly kind: string
  /** Such as `request header Authorization` or `response body /choices/0/delta/content`. */
  readonly place: string
  readonly count: number
  /** Whether a redaction can take it out: not where a model wrote it over several events. */
  readonly replaceable: boolean
}

/** The secrets in a cassette, in all of its headers too: a recorder leaves most of them out, other programs do not. */
export function secretsIn({ name, interactions }: LoadedCassette, options: RedactCassetteOptions): FoundSecret[] {
  const headers = interactions.flatMap(({ interaction: { request, response } }) => [...request.headers, ...response.headers])
  const keepHeaders = [...new Set(headers.map(([header]) => header.toLowerCase()))]
  const cassette = { interactions: interactions.map(({ interaction }) => interaction) }
  const { redactions, refused } = redactCassette(cassette, { ...options, keepHeaders })
  const placed = (interaction: number) => ({ cassette: name, interaction: interactions[interaction]!.id })
  return [
    ...redactions.map(({ interaction, ...redaction }) => ({ ...placed(interaction), ...redaction, replaceable: true })),
    ...refused.map(({ interaction, ...refusal }) => ({ ...placed(interaction), ...refusal, count: 1, replaceable: false })),
  ]
}

/** `interaction 3: a secret of the kind openai, in request body /messages/0/content`. */
export function describeSecret({ interaction, kind, place, count, replaceable }: FoundSecret): string {
  const often = count > 1 ? `, ${count} times` : ''
  const how = replaceable ? '' : ', written by the model over several events: record it anew'
  return `interaction ${interaction}: a secret of the kind ${kind}, in ${place}${often}${how}`
}
