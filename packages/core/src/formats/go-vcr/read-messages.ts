import { encodeUtf8, toBody } from '../../model/body.ts'
import type { HeaderList } from '../../model/headers.ts'
import type { Extra, PlainValue, RecordedRequest, RecordedResponse } from '../../model/interaction.ts'
import { deriveChunks } from './boundaries.ts'
import { parseDuration } from './duration.ts'
import { refuse, type Place, type Reading } from './problems.ts'
import type { Field, Schema } from './schema.ts'
import { readStreamKeys, streamKeys, type StreamInfo } from './stream-keys.ts'
import { requestDefaults, responseDefaults, type Defaults } from './to-tree.ts'
import { bodyLength, isUnread, type YamlMap, type YamlValue } from './tree.ts'
import { asText, readField, toPlain } from './values.ts'

export function readRequest(map: YamlMap, schema: Schema, reading: Reading, place: Place): RecordedRequest {
  const fields = readFields(schema.requestFields, map, reading, place)
  const headers = readHeaders(fields['headers'] as YamlMap)
  return toRequest(fields, headers, schema, unknownKeys(map, schema.requestKeys))
}

/** What the fields are as the model has it. */
export function toRequest(
  fields: Fields,
  { headers, valueless = nothing }: ReadHeaders,
  { requestFields }: Schema,
  unknown: Extra = nothing,
): RecordedRequest {
  const proto = fields['proto'] as string | undefined
  const request: Mutable<RecordedRequest> = {
    method: asText(fields['method'] as string) || 'GET',
    url: asText(fields['url'] as string),
    headers,
    body: toBody(fields['body'] as string | Uint8Array),
  }
  if (proto) request.httpVersion = asText(proto)
  const given = proto === '' ? { ...valueless, proto } : valueless
  const defaults = requestDefaults(request, bodyLength(request.body), given)
  return addExtra(request, differences(requestFields, fields, defaults), given, unknown)
}

export function readResponse(map: YamlMap, schema: Schema, reading: Reading, place: Place): RecordedResponse {
  const fields = readFields(schema.responseFields, map, reading, place)
  const headers = readHeaders(fields['headers'] as YamlMap)
  checkStatus(fields['status'], fields['code'] as number, reading, place)
  const stream = (length: number): StreamInfo => readStreamKeys(map, length, reading, place)
  return toResponse(fields, headers, schema, stream, unknownKeys(map, schema.responseKeys, ownKeys))
}

/**
 * What the fields are as the model has it.
 *
 * @param streamOf What respool's own keys say of a body of so many bytes
 */
export function toResponse(
  fields: Fields,
  { headers, valueless = nothing }: ReadHeaders,
  { responseFields }: Schema,
  streamOf: (length: number) => StreamInfo,
  unknown: Extra = nothing,
): RecordedResponse {
  const proto = fields['proto'] as string | undefined
  const status = fields['code'] as number
  const content = contentOf(fields)
  const body = typeof content === 'string' ? encodeUtf8(content) : content
  const { lengths, delays, end, error, recordedAt, url } = streamOf(body.byteLength)
  const wait = lengths === undefined ? headDelay(fields['duration'] as string) : undefined
  const chunks = lengths === undefined ? deriveChunks(body, headers, typeof content === 'string' ? content : undefined) : cut(body, lengths)
  const response: Mutable<RecordedResponse> = {
    status,
    statusText: reasonPhrase(asText(fields['status'] as string), status),
    headers,
    chunks,
    boundaries: lengths === undefined ? 'derived' : 'recorded',
    end,
  }
  if (proto) response.httpVersion = asText(proto)
  if (delays !== undefined) response.delays = delays
  if (wait !== undefined) response.delays = [wait, ...Array<number>(chunks.length + 1).fill(0)]
  if (error !== undefined) response.error = error
  if (recordedAt !== undefined) response.recordedAt = recordedAt
  if (url !== undefined) response.url = url
  const given = proto === '' ? { ...valueless, proto } : valueless
  const defaults = responseDefaults(response, body.byteLength, given)
  return addExtra(response, differences(responseFields, fields, defaults), given, unknown)
}

/** While it is being made. */
type Mutable<Message> = { -readonly [Key in keyof Message]: Message[Key] }

/** Refuses and warns of what {@link readResponse} would, so that nothing is left to be found when the response is first asked for. */
export function checkResponse(map: YamlMap, { responseFields }: Schema, reading: Reading, place: Place): void {
  for (const field of responseFields) {
    const value = readField(field, map.get(field.key), reading, place)
    if (field.key === 'code') checkStatus(map.get('status'), value as number, reading, place)
  }
  if (!streamKeys.some((key) => map.has(key))) return
  const body = map.get('body') ?? ''
  const known = map.has('respool_chunks') ? (isUnread(body) ? body.byteLength : undefined) : 0
  readStreamKeys(map, known ?? bodyLength(contentOf({ body })), reading, place)
}

/** The code is nearly the last thing in a file, and `20` of a `200` that was cut off is a number too. */
function checkStatus(status: YamlValue | undefined, code: number, reading: Reading, place: Place): void {
  const said = typeof status === 'string' ? leadingNumber(status) : undefined
  if (code >= 100 && code <= 999 && (said === undefined || said === code)) return
  const problem = said === undefined || said === code ? 'is no HTTP status' : `is another than that of the status ${JSON.stringify(status)}`
  refuse(
    reading,
    { ...place, path: [...(place.path ?? []), 'code'] },
    `${code} ${problem}`,
    'If the file was cut off, restore it from version control; otherwise correct it by hand, or record the interaction again.',
    said === undefined || said === code ? 'a number from 100 to 999' : String(said),
  )
}

/** Of `200 OK` and `200`; any other text says nothing of a number. */
export function leadingNumber(status: string): number | undefined {
  const digits = /^[1-9]\d\d(?= |$)/.exec(status)?.[0]
  return digits === undefined ? undefined : Number(digits)
}

const ownKeys: ReadonlySet<string> = new Set(streamKeys)
const noKeys: ReadonlySet<string> = new Set()

export type Fields = Record<string, YamlValue>

function readFields(fields: readonly Field[], map: YamlMap, reading: Reading, place: Place): Fields {
  const values: Fields = {}
  for (const field of fields) values[field.key] = readField(field, map.get(field.key), reading, place)
  return values
}

function contentOf({ body }: Fields): string | Uint8Array {
  return isUnread(body!) ? body.read() : (body as string | Uint8Array)
}

// One for all: there may be thousands.
const empty = new Uint8Array(0)

function cut(body: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  let offset = 0
  return lengths.map((length) => (length === 0 ? empty : body.subarray(offset, (offset += length))))
}

/** go-vcr measures up to the head of the response, which is the delay before the head. */
function headDelay(duration: string): number | undefined {
  return duration === '0s' ? undefined : parseDuration(duration) || undefined
}

function reasonPhrase(status: string, code: number): string {
  const digits = String(code)
  if (status === digits) return ''
  return status.startsWith(`${digits} `) ? status.slice(digits.length + 1) : status
}

const nothing: Extra = {}

export interface ReadHeaders {
  readonly headers: HeaderList
  /** Names without a value: a list of pairs has no place for them. */
  readonly valueless?: Extra
}

export function readHeaders(map: YamlMap): ReadHeaders {
  const headers: (readonly [string, string])[] = []
  const valueless: [string, PlainValue][] = []
  for (const [name, values] of map as ReadonlyMap<string, readonly string[]>) {
    if (values.length === 0) valueless.push([name, []])
    for (const value of values) headers.push([name, value])
  }
  return valueless.length === 0 ? { headers } : { headers, valueless: { headers: Object.fromEntries(valueless) } }
}

/** The fields whose values the model does not give by itself. */
function differences(fields: readonly Field[], found: Fields, defaults: Defaults): Extra {
  let extra: Record<string, PlainValue> | undefined
  const differ = (key: string, value: PlainValue): void => void ((extra ??= {})[key] = value)
  for (const { key, kind } of fields) {
    if (key === 'body' || key === 'headers') continue
    const value = found[key]!
    if (kind === 'texts') {
      if ((value as readonly YamlValue[]).length > 0) differ(key, toPlain(value))
    } else if (kind === 'headers') {
      if (!sameLists(value as YamlMap, (defaults[key] ?? noLists) as YamlMap)) differ(key, toPlain(value))
    } else if (value !== (defaults[key] ?? (kind === 'boolean' ? false : ''))) {
      const plain = toPlain(value)
      if (plain !== defaults[key]) differ(key, plain)
    }
  }
  return extra ?? nothing
}

const noLists: YamlMap = new Map()

function sameLists(left: YamlMap, right: YamlMap): boolean {
  if (left.size !== right.size) return false
  for (const [name, values] of left as ReadonlyMap<string, readonly string[]>) {
    const others = right.get(name) as readonly string[] | undefined
    if (others?.length !== values.length || !values.every((value, index) => value === others[index])) return false
  }
  return true
}

export function unknownKeys(map: YamlMap, known: ReadonlySet<string>, alsoKnown = noKeys): Extra {
  const unknown: [string, PlainValue][] = []
  for (const [key, value] of map) if (!known.has(key) && !alsoKnown.has(key)) unknown.push([key, toPlain(value)])
  return unknown.length === 0 ? nothing : Object.fromEntries(unknown)
}

export function withExtra(extra: Extra): { extra?: Extra } {
  return Object.keys(extra).length === 0 ? {} : { extra }
}

function addExtra<Message extends object>(message: Message, ...extras: readonly [Extra, Extra, Extra]): Message & { extra?: Extra } {
  if (extras.every((extra) => extra === nothing)) return message
  const [differing, given, unknown] = extras
  return { ...message, extra: { ...differing, ...given, ...unknown } }
}
