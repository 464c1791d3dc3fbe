import { httpRequest, redactCassette, type Interaction, type RedactCassetteOptions, type Redaction } from '@respool/core'

/** How secrets are kept out of what is written; undefined where everything is written as it is. */
export type Redactor = RedactCassetteOptions | undefined

/** Interactions as they may be written, each with what was found in it; what may not be written at all has a reason. */
export interface SafeInteraction {
  readonly interaction: Interaction | undefined
  readonly redactions: readonly Redaction[]
  readonly refused?: string
  /** Headers that are not on the list. */
  readonly dropped: readonly string[]
}

export function safeInteractions(interactions: readonly Interaction[], redactor: Redactor): SafeInteraction[] {
  if (!redactor) return interactions.map((interaction) => ({ interaction, redactions: [], dropped: [] }))
  const { cassette, redactions, refused } = redactCassette({ interactions }, redactor)
  const left = cassette.interactions[Symbol.iterator]()
  return interactions.map((interaction, index) => {
    const refusal = refused.find((each) => each.interaction === index)
    const found = redactions.filter((each) => each.interaction === index).map(({ kind, place, count }) => ({ kind, place, count }))
    if (refusal) {
      const reason = `a secret (${refusal.kind}) in its ${refusal.place} comes in pieces, which cannot be replaced`
      return { interaction: undefined, redactions: found, refused: reason, dropped: [] }
    }
    const safe = left.next().value!
    const dropped = [...missing(interaction.request, safe.request), ...missing(interaction.response, safe.response)]
    return { interaction: withoutUnsafeSource(interaction, safe), redactions: found, dropped }
  })
}

/** A text as it may be written: searched as a body of JSON is, by names and by shapes. */
export function safeText(text: string, redactor: Redactor): string {
  if (!redactor) return text
  const request = httpRequest({
    method: 'POST',
    url: 'https://respool.invalid/',
    headers: { 'content-type': 'application/json' },
    body: text,
  })
  const response = { status: 200, statusText: '', headers: [], chunks: [], boundaries: 'derived', end: 'complete' } as const
  const [safe] = redactCassette({ interactions: [{ request, response }] }, redactor).cassette.interactions
  return safe ? String(safe.request.body) : ''
}

/** What was said of the request beside it was searched as text alone: where the request had a secret, it may have the same. */
function withoutUnsafeSource(before: Interaction, after: Interaction): Interaction {
  const source = after.extra?.['llama_stack']
  if (typeof source !== 'string' || after.request.body === before.request.body) return after
  const { body: _, ...rest } = JSON.parse(source) as { body?: unknown }
  return { ...after, extra: { ...after.extra, llama_stack: JSON.stringify(rest) } }
}

function missing(
  { headers: before }: Pick<Interaction['request'], 'headers'>,
  { headers: after }: Pick<Interaction['request'], 'headers'>,
): string[] {
  const kept = new Set(after.map(([name]) => name.toLowerCase()))
  return [...new Set(before.map(([name]) => name.toLowerCase()))].filter((name) => !kept.has(name))
}
