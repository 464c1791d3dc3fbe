import { encodeUtf8, toBody } from '../../model/body.ts'
import type { HeaderList } from '../../model/headers.ts'
import type { Extra, PlainValue, RecordedRequest, RecordedResponse } from '../../model/interaction.ts'
import { deriveChunks } from './boundaries.ts'
import { parseDuration } from './duration.ts'
import { refuse, type Place, type Reading } from './problems.ts'
import type { Field, Schema } from './schema.ts'
import { readStreamKeys, streamKeys } from './stream-keys.ts'
import { requestDefaults, responseDefaults, type Defaults } from './to-tree.ts'
import { bodyLength, isUnread, type YamlMap, type YamlValue } from './tree.ts'
import { asText, readField, toPlain } from './values.ts'

export function readRequest(map: YamlMap, { requestFields, requestKeys }: Schema, reading: Reading, place: Place): RecordedRequest {
  const fields = readFields(requestFields, map, reading, place)
  const [headers, valueless] = readHeaders(fields['headers'] as YamlMap)
  const proto = fields['proto'] as string | undefined
  const request = {
    method: asText(fields['method'] as string) || 'GET',
    url: asText(fields['url'] as string),
    headers,
    body: toBody(fields['body'] as string | Uint8Array),
    ...(proto ? { httpVersion: asText(proto) } : {}),
  }
  const given = { ...valueless, ...(proto === '' ? { proto } : {}) }
  const defaults = requestDefaults({ ...request, extra: given }, bodyLength(request.body))
  return addExtra(request, differences(requestFields, fields, defaults), given, unknownKeys(map, requestKeys))
}

export function readResponse(map: YamlMap, { responseFields, responseKeys }: Schema, reading: Reading, place: Place): RecordedResponse {
  const fields = readFields(responseFields, map, reading, place)
  const [headers, valueless] = readHeaders(fields['headers'] as YamlMap)
  const proto = fields['proto'] as string | undefined
  const status = fields['code'] as number
  checkStatus(fields['status'], status, reading, place)
  const content = contentOf(fields)
  const body = typeof content === 'string' ? encodeUtf8(content) : content
  const { lengths, delays, ...stream } = readStreamKeys(map, body.byteLength, reading, place)
  const wait = lengths === undefined ? headDelay(fields['duration'] as string) : undefined
  const chunks = lengths === undefined ? deriveChunks(body, headers) : cut(body, lengths)
  const response = {
    status,
    statusText: reasonPhrase(asText(fields['status'] as string), status),
    headers,
    ...(proto ? { httpVersion: asText(proto) } : {}),
    chunks,
    boundaries: lengths === undefined ? ('derived' as const) : ('recorded' as const),
    ...(delays && { delays }),
    ...(wait !== undefined && { delays: [wait, ...Array<number>(chunks.length + 1).fill(0)] }),
    ...stream,
  }
  const given = { ...valueless, ...(proto === '' ? { proto } : {}) }
  const defaults = responseDefaults({ ...response, extra: given }, body.byteLength)
  return addExtra(response, differences(responseFields, fields, defaults), given, unknownKeys(map, responseKeys, ownKeys))
}

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
function leadingNumber(status: string): number | undefined {
  const digits = /^[1-9]\d\d(?= |$)/.exec(status)?.[0]
  return digits === undefined ? undefined : Number(digits)
}

const ownKeys: ReadonlySet<string> = new Set(streamKeys)
const noKeys: ReadonlySet<string> = new Set()

type Fields = Readonly<Record<string, YamlValue>>

function readFields(fields: readonly Field[], map: YamlMap, reading: Reading, place: Place): Fields {
  const values: Record<string, YamlValue> = {}
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

/** Names without a value come back as extra data: a list of pairs has no place for them. */
function readHeaders(map: YamlMap): [HeaderList, Extra] {
  const headers: (readonly [string, string])[] = []
  const valueless: [string, PlainValue][] = []
  for (const [name, values] of map as ReadonlyMap<string, readonly string[]>) {
    if (values.length === 0) valueless.push([name, []])
    for (const value of values) headers.push([name, value])
  }
  return [headers, valueless.length === 0 ? nothing : { headers: Object.fromEntries(valueless) }]
}

/** The fields whose values the model does not give by itself. */
function differences(fields: readonly Field[], found: Fields, defaults: Defaults): Extra {
  const extra: Record<string, PlainValue> = {}
  for (const { key, kind } of fields) {
    if (key === 'body' || key === 'headers') continue
    const value = found[key]!
    if (kind === 'texts') {
      if ((value as readonly YamlValue[]).length > 0) extra[key] = toPlain(value)
    } else if (kind === 'headers') {
      if (!sameLists(value as YamlMap, (defaults[key] ?? noLists) as YamlMap)) extra[key] = toPlain(value)
    } else if (value !== (defaults[key] ?? (kind === 'boolean' ? false : ''))) {
      const plain = toPlain(value)
      if (plain !== defaults[key]) extra[key] = plain
    }
  }
  return extra
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
  if (extras.every((extra) => Object.keys(extra).length === 0)) return message
  const [differing, given, unknown] = extras
  return { ...message, extra: { ...differing, ...given, ...unknown } }
}
