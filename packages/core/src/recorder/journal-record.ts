import { bodyBytes, decodeUtf8, encodeUtf8, toBody, type Body } from '../model/body.ts'
import type { HeaderList } from '../model/headers.ts'
import type { Interaction, RecordedRequest, RecordedResponse } from '../model/interaction.ts'
import { decodeBase64, encodeBase64 } from '../formats/go-vcr/base64.ts'

/** An interaction as it stands in a journal until it is in the cassette. */
export interface JournalRecord {
  /** When its request was made, as ISO 8601 in UTC: orders journals. */
  readonly at: string
  /** Its number among the requests of its recorder: orders a journal, and tells the copies of a record that was written twice. */
  readonly n: number
  /** Whether it takes the place of the recording of the same request. */
  readonly replaces: boolean
  readonly interaction: Interaction
}

// A journal of another shape is not guessed at.
const version = 1

/** One line of JSON, without its end. */
export function encodeRecord({ at, n, replaces, interaction }: JournalRecord): Uint8Array {
  const { request, response } = interaction
  const line = {
    respool: version,
    at,
    n,
    replaces,
    interaction: {
      ...interaction,
      request: { ...request, body: plainBody(request.body) },
      response: { ...response, chunks: response.chunks.map((chunk) => plainBody(toBody(chunk))) },
    },
  }
  return encodeUtf8(JSON.stringify(line))
}

/** Undefined where the line is no record: half of one, or somebody else's. It never throws: a journal is a file, and anybody may have had it in hand. */
export function decodeRecord(line: Uint8Array): JournalRecord | undefined {
  try {
    const { respool, at, n, replaces, interaction } = objectOf(JSON.parse(decodeUtf8(line) ?? ''))
    if (respool !== version) return undefined
    return { at: textOf(at), n: countOf(n), replaces: replaces === true, interaction: interactionOf(objectOf(interaction)) }
  } catch {
    return undefined
  }
}

/** Text as it is, which is fast and can be read; base64 for what is none, such as a chunk that was cut within a character. */
function plainBody(body: Body): string | { readonly base64: string } {
  return typeof body === 'string' ? body : { base64: encodeBase64(body) }
}

type Fields = Readonly<Record<string, unknown>>

function interactionOf({ id, request, response, extra }: Fields): Interaction {
  return {
    ...(id !== undefined && { id: countOf(id) }),
    request: requestOf(objectOf(request)),
    response: responseOf(objectOf(response)),
    ...extraOf(extra),
  }
}

function requestOf({ method, url, headers, body, httpVersion, extra }: Fields): RecordedRequest {
  return {
    method: textOf(method),
    url: textOf(url),
    headers: headersOf(headers),
    body: bodyOf(body),
    ...texts({ httpVersion }),
    ...extraOf(extra),
  }
}

function responseOf(fields: Fields): RecordedResponse {
  const { status, statusText, headers, chunks, boundaries, delays, end, extra } = fields
  const { url, httpVersion, error, recordedAt } = fields
  return {
    status: countOf(status),
    statusText: textOf(statusText),
    headers: headersOf(headers),
    ...texts({ url, httpVersion }),
    chunks: listOf(chunks).map((chunk) => bodyBytes(bodyOf(chunk))),
    boundaries: oneOf(boundaries, ['recorded', 'derived']),
    ...(delays !== undefined && { delays: listOf(delays).map(numberOf) }),
    end: oneOf(end, ['complete', 'cancelled', 'failed']),
    ...texts({ error, recordedAt }),
    ...extraOf(extra),
  }
}

function bodyOf(value: unknown): Body {
  return typeof value === 'string' ? value : (decodeBase64(textOf(objectOf(value)['base64'])) ?? no())
}

function headersOf(value: unknown): HeaderList {
  return listOf(value).map((pair) => {
    const [name, content] = listOf(pair)
    return [textOf(name), textOf(content)] as const
  })
}

/** Those of these fields that are there. */
function texts<Name extends string>(fields: { readonly [Key in Name]: unknown }): { [Key in Name]?: string } {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(there.map(([name, value]) => [name, textOf(value)])) as { [Key in Name]?: string }
}

function extraOf(value: unknown): Pick<Interaction, 'extra'> {
  // What JSON says is plain data already.
  return value === undefined ? {} : { extra: objectOf(value) as NonNullable<Interaction['extra']> }
}

function objectOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : no()
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : no()
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : no()
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : no()
}

function countOf(value: unknown): number {
  return Number.isSafeInteger(value) ? (value as number) : no()
}

function oneOf<Value extends string>(value: unknown, allowed: readonly Value[]): Value {
  return allowed.find((each) => each === value) ?? no()
}

function no(): never {
  throw new TypeError('not a record')
}
