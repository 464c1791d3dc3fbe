import { redactCassette, type Cassette, type Interaction, type Redaction, type RedactCassetteOptions, type Refusal } from '@respool/core'

/** What a redaction makes of a cassette; its parts are named by their positions in it. */
export interface RedactedSource {
  /** Those that nothing was found in are the same objects. */
  readonly interactions: readonly Interaction[]
  readonly changed: boolean
  readonly redactions: readonly (Redaction & { readonly interaction: number })[]
  /** How many headers are not on the list, and gone. */
  readonly headers: number
  /** They hold a secret that cannot be replaced. */
  readonly refused: readonly (Refusal & { readonly interaction: number })[]
}

/** @param drop Leave out what holds a secret that cannot be replaced? Else it stays as it is. */
export function redactSource(
  { interactions }: Cassette,
  { drop, ...options }: RedactCassetteOptions & { readonly drop: boolean },
): RedactedSource {
  const { cassette, redactions, refused } = redactCassette({ interactions }, options)
  const kept = cassette.interactions.values()
  const left = new Set(refused.map(({ interaction }) => interaction))
  const redacted = interactions.flatMap((before, index) => {
    if (left.has(index)) return drop ? [] : [before]
    return [kept.next().value!]
  })
  const changed = redacted.length !== interactions.length || redacted.some((each, index) => each !== interactions[index])
  const headers = headersIn(interactions.filter((_, index) => !left.has(index))) - headersIn(cassette.interactions)
  return { interactions: redacted, changed, redactions, headers, refused }
}

function headersIn(interactions: readonly Interaction[]): number {
  return interactions.reduce((sum, { request, response }) => sum + request.headers.length + response.headers.length, 0)
}
