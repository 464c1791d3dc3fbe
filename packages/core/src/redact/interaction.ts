import { toBody, type Body } from '../model/body.ts'
import { codingOf } from '../model/coding.ts'
import type { HeaderList } from '../model/headers.ts'
import type { Extra, HttpRequest, Interaction, PlainValue, RecordedRequest, RecordedResponse } from '../model/interaction.ts'
import { placeholder } from '../model/placeholder.ts'
import { findInBody } from './body.ts'
import { byteText, replaceInChunks } from './chunks.ts'
import { findSplitSecret } from './deltas.ts'
import { mergeFinds, replaceFinds, type Find } from './find.ts'
import { secretName } from './names.ts'
import type { Redaction, Refusal } from './options.ts'
import type { RedactRules } from './rules.ts'
import { createTally, type Tally } from './tally.ts'
import { findAll, redactText } from './text.ts'
import { redactUrl } from './url.ts'

export interface Redacted {
  /** As it may be stored; the very interaction that was given, where there is nothing to redact. */
  readonly interaction: Interaction
  readonly redactions: readonly Redaction[]
  /** It may not be stored at all. */
  readonly refusal?: Refusal
}

/** Headers that are not on the list are gone, without report: that is what the list is for. */
export function redactInteraction(interaction: Interaction, rules: RedactRules): Redacted {
  const tally = createTally((text) => redactText(text, rules))
  const request = redactRequestParts(interaction.request, rules, tally)
  const response = redactResponse(interaction.response, rules, tally)
  const extra = redactExtra(interaction, rules, tally, 'interaction')
  const same = request === interaction.request && response === interaction.response && extra.extra === interaction.extra
  const refusal = findSplitSecret(interaction.response, response, rules)
  return {
    interaction: same ? interaction : { ...interaction, request, response, ...extra },
    redactions: tally.list(),
    ...(refusal && { refusal }),
  }
}

/** A live request without its secrets, to be shown to people. */
export function redactRequest(request: HttpRequest, rules: RedactRules): HttpRequest {
  // Nothing is stored here, and what is shown is to be complete.
  const all = { ...rules, requestHeaders: new Set(request.headers.map(([name]) => name.toLowerCase())) }
  return redactRequestParts(
    request,
    all,
    createTally((text) => text),
  )
}

function redactRequestParts<Request extends RecordedRequest>(request: Request, rules: RedactRules, tally: Tally): Request {
  const inUrl = tally.at('request URL')
  const inQuery = tally.at('query')
  return changed(request, {
    ...request,
    url: redactUrl(request.url, rules, (kind, parameter) => (parameter === undefined ? inUrl(kind) : inQuery(kind, parameter))),
    headers: redactHeaders(request.headers, rules.requestHeaders, rules, tally, 'request'),
    body: redactBody(request, rules, tally),
    ...redactExtra(request, rules, tally, 'request'),
  })
}

function redactResponse(response: RecordedResponse, rules: RedactRules, tally: Tally): RecordedResponse {
  const finds = findInBody(byteText(response.chunks), response.headers, rules)
  const inBody = tally.at('response body')
  const redacted = {
    ...response,
    ...(response.url !== undefined && { url: redactUrl(response.url, rules, tally.at('response URL')) }),
    ...(response.error !== undefined && { error: redactText(response.error, rules, tally.at('error')) }),
    statusText: redactText(response.statusText, rules, tally.at('response status')),
    headers: redactHeaders(response.headers, keptOf(response, rules), rules, tally, 'response'),
    chunks: replaceInChunks(response.chunks, finds),
    ...redactExtra(response, rules, tally, 'response'),
  }
  for (const { kind, inside } of finds) inBody(kind, inside)
  return changed(response, redacted)
}

/** What says how to read the content stays with it: without, the content would be lost. */
function keptOf(response: RecordedResponse, { responseHeaders }: RedactRules): ReadonlySet<string> {
  return codingOf(response) === undefined ? responseHeaders : new Set([...responseHeaders, 'content-encoding'])
}

// What is the same stays the same object: a format keeps the text of what it has read and nobody has changed.
function changed<Message extends object>(before: Message, after: Message): Message {
  return (Object.keys(after) as (keyof Message)[]).some((key) => after[key] !== before[key]) ? after : before
}

function redactHeaders(headers: HeaderList, keep: ReadonlySet<string>, rules: RedactRules, tally: Tally, side: string): HeaderList {
  let same = true
  const redacted = headers.flatMap((header) => {
    const [name, value] = header
    const kept = keep.has(name.toLowerCase())
    const safe = kept ? redactHeader(name, value, rules, tally.at(`${side} header ${name}`)) : ''
    same &&= kept && safe === value
    return kept ? [safe === value ? header : ([name, safe] as const)] : []
  })
  return same ? headers : redacted
}

function redactHeader(name: string, value: string, rules: RedactRules, onFind: (kind: string) => void): string {
  if (/^(?:[a-z]+:\/)?\//i.test(value)) return redactUrl(value, rules, onFind)
  const finds = mergeFinds(value, [...findAll(value, rules), ...findNamedHeader(name, value, rules)])
  for (const { kind } of finds) onFind(kind)
  return replaceFinds(value, finds)
}

/** A header that is kept on purpose and yet is a secret: what stays is its scheme. Who keeps cookies wants them. */
function findNamedHeader(name: string, value: string, { fields }: RedactRules): Find[] {
  const start = /^(?:Bearer|Basic|Token|ApiKey) +/i.exec(value)?.[0].length ?? 0
  const kind = /cookie/i.test(name) ? undefined : secretName(name, value.slice(start), 'field', fields)
  return kind === undefined ? [] : [{ kind, start, end: value.length }]
}

function redactBody({ body, headers }: HttpRequest, rules: RedactRules, tally: Tally): Body {
  const text = typeof body === 'string' ? body : byteText([body])
  const finds = findInBody(text, headers, rules)
  if (finds.length === 0) return body
  const inBody = tally.at('request body')
  for (const { kind, inside } of finds) inBody(kind, inside)
  return typeof body === 'string' ? replaceFinds(body, finds) : toBody(replaceInChunks([body], finds)[0])
}

/** What a format keeps beside the model: go-vcr's copy of a form's fields, for one. */
function redactExtra({ extra }: { readonly extra?: Extra }, rules: RedactRules, tally: Tally, side: string): { extra?: Extra } {
  if (extra === undefined) return {}
  const safe = redactPlain(extra, undefined, rules, tally.at(`${side} extra`)) as Extra
  return { extra: JSON.stringify(safe) === JSON.stringify(extra) ? extra : safe }
}

function redactPlain(value: PlainValue, name: string | undefined, rules: RedactRules, onFind: (kind: string) => void): PlainValue {
  if (typeof value === 'string') {
    const kind = name === undefined ? undefined : secretName(name, value, 'field', rules.fields)
    const safe = redactText(value, rules, onFind)
    if (kind === undefined || safe !== value) return safe
    onFind(kind)
    return placeholder(kind)
  }
  if (Array.isArray(value)) return value.map((item: PlainValue) => redactPlain(item, name, rules, onFind))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactPlain(item, key, rules, onFind)]))
}
