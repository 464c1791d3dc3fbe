import { bodyBytes, codingOf, httpRequest, redactCassette, type RedactCassetteOptions } from '@respool/core'
import type { LoadedCassette } from '../cassettes/load.ts'

/** A secret that stands in a cassette: never its value. */
export interface FoundSecret {
  /** As `respool ls` calls it. */
  readonly cassette: string
  /** Absent where it stands outside of them. */
  readonly interaction?: string
  /** Such as `openai`. */
  readonly kind: string
  /** Such as `request header Authorization` or `response body /choices/0/delta/content`. */
  readonly place: string
  readonly count: number
  /** Whether a redaction can take it out: not where a model wrote it over several events, or outside of the interactions. */
  readonly replaceable: boolean
}

/** The secrets in a cassette, in all of its headers too: a recorder leaves most of them out, other programs do not. */
export function secretsIn(loaded: LoadedCassette, options: RedactCassetteOptions): FoundSecret[] {
  const { name, interactions } = loaded
  const headers = interactions.flatMap(({ interaction: { request, response } }) => [...request.headers, ...response.headers])
  const keepHeaders = [...new Set(headers.map(([header]) => header.toLowerCase()))]
  const cassette = { interactions: interactions.map(({ interaction }) => interaction) }
  const { redactions, refused } = redactCassette(cassette, { ...options, keepHeaders })
  const placed = (interaction: number) => ({ cassette: name, interaction: interactions[interaction]!.id })
  return [
    ...redactions.map(({ interaction, ...redaction }) => ({ ...placed(interaction), ...redaction, replaceable: true })),
    ...refused.map(({ interaction, ...refusal }) => ({ ...placed(interaction), ...refusal, count: 1, replaceable: false })),
    ...cookiesIn(loaded),
    ...secretsAround(loaded, options),
  ]
}

// As long as what is searched for of the environment: shorter ones are no sessions.
const session = /=[^;\s]{12,}/

/** Whoever keeps cookies is given their values, so a redaction does not tell of them; a recorder keeps none. */
function cookiesIn({ name, interactions }: LoadedCassette): FoundSecret[] {
  return interactions.flatMap(({ id, interaction: { request, response } }) =>
    [
      { side: 'request', headers: request.headers },
      { side: 'response', headers: response.headers },
    ].flatMap(({ side, headers }) => {
      const count = headers.filter(([header, value]) => /^(?:set-)?cookie$/i.test(header) && session.test(value)).length
      const place = `${side} header ${side === 'request' ? 'Cookie' : 'Set-Cookie'}`
      return count === 0 ? [] : [{ cassette: name, interaction: id, kind: 'cookie', place, count, replaceable: true }]
    }),
  )
}

/** Those in comments and keys above the first interaction and below the last, which stay as they are whatever is written. */
export function secretsAround({ name, source }: LoadedCassette, options: RedactCassetteOptions): FoundSecret[] {
  const { head = '', tail = '' } = source?.cassette.frame ?? {}
  const request = httpRequest({ method: 'POST', url: 'https://respool.invalid/', body: `${head}\n${tail}` })
  const response = { status: 200, statusText: '', headers: [], chunks: [], boundaries: 'derived', end: 'complete' } as const
  const { redactions } = redactCassette({ interactions: [{ request, response }] }, options)
  return redactions.map(({ kind, count }) => ({
    cassette: name,
    kind,
    place: 'the text around the interactions',
    count,
    replaceable: false,
  }))
}

/** Where nobody can look for secrets, since the content is still compressed: a sentence each. */
export function unsearched({ name, interactions }: LoadedCassette): string[] {
  return interactions.flatMap(({ id, interaction: { request, response } }) => {
    const asked = codingOf({ headers: request.headers, chunks: [bodyBytes(request.body)] })
    const answered = codingOf(response)
    const cannot = (what: string, coding: string) =>
      `${name}, interaction ${id}: ${what} is still compressed (${coding}), and was not searched. Record it anew with a client that does not ask for compression by itself.`
    return [
      ...(asked === undefined ? [] : [cannot('the request', asked)]),
      ...(answered === undefined ? [] : [cannot('the answer', answered)]),
    ]
  })
}

/** `interaction 3: a secret of the kind openai, in request body /messages/0/content`. */
export function describeSecret({ interaction, kind, place, count, replaceable }: FoundSecret): string {
  const often = count > 1 ? `, ${count} times` : ''
  if (interaction === undefined) return `a secret of the kind ${kind}, in ${place}${often}: take it out by hand`
  const how = replaceable ? '' : ', written by the model over several events: record it anew'
  return `interaction ${interaction}: a secret of the kind ${kind}, in ${place}${often}${how}`
}
