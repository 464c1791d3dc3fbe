import { encodeUtf8, toBody } from '../../model/body.ts'
import type { HeaderList } from '../../model/headers.ts'
import type { Extra, PlainValue, RecordedRequest, RecordedResponse } from '../../model/interaction.ts'
import { deriveChunks } from './boundaries.ts'
import { parseDuration } from './duration.ts'
import type { Place, Reading } from './problems.ts'
import type { Field, Schema } from './schema.ts'
import { readStreamKeys, streamKeys } from './stream-keys.ts'
import { bodyLength, requestDefaults, responseDefaults } from './to-tree.ts'
import { isUnread, type YamlMap, type YamlValue } from './tree.ts'
import { asText, readField, toPlain } from './values.ts'

export function readRequest(map: YamlMap, { requestFields }: Schema, reading: Reading, place: Place): RecordedRequest {
  const fields = readFields(requestFields, map, reading, place)
  const [headers, valueless] = readHeaders(fields.get('headers') as YamlMap)
  const proto = asText((fields.get('proto') ?? '') as string)
  const request: RecordedRequest = {
    method: asText(fields.get('method') as string) || 'GET',
    url: asText(fields.get('url') as string),
    headers,
    body: toBody(fields.get('body') as string | Uint8Array),
    ...(proto === '' ? {} : { httpVersion: proto }),
  }
  const given = { ...valueless, ...(fields.get('proto') === '' ? { proto } : {}) }
  const differing = differences(requestFields, fields, requestDefaults({ ...request, extra: given }, bodyLength(request.body)))
  return { ...request, ...withExtra({ ...differing, ...given, ...unknownKeys(map, requestFields) }) }
}

export function readResponse(map: YamlMap, { responseFields }: Schema, reading: Reading, place: Place): RecordedResponse {
  const fields = readFields(responseFields, map, reading, place)
  const [headers, valueless] = readHeaders(fields.get('headers') as YamlMap)
  const proto = asText((fields.get('proto') ?? '') as string)
  const status = fields.get('code') as number
  const content = bodyOf(fields)
  const body = typeof content === 'string' ? encodeUtf8(content) : content
  const { lengths, delays, ...stream } = readStreamKeys(map, body.byteLength, reading, place)
  const waits = delays ?? (lengths === undefined ? headDelay(fields.get('duration') as string) : undefined)
  const chunks = lengths === undefined ? deriveChunks(body, headers) : cut(body, lengths)
  const response: RecordedResponse = {
    status,
    statusText: reasonPhrase(asText(fields.get('status') as string), status),
    headers,
    ...(proto === '' ? {} : { httpVersion: proto }),
    chunks,
    boundaries: lengths === undefined ? 'derived' : 'recorded',
    ...(waits && { delays: delays ?? [waits[0]!, ...Array<number>(chunks.length + 1).fill(0)] }),
    ...stream,
  }
  const given = { ...valueless, ...(fields.get('proto') === '' ? { proto } : {}) }
  const differing = differences(responseFields, fields, responseDefaults({ ...response, extra: given }, body.byteLength))
  return { ...response, ...withExtra({ ...differing, ...given, ...unknownKeys(map, [...responseFields, ...ownFields]) }) }
}

/** Refuses and warns of what {@link readResponse} would, so that nothing is left to be found when the response is first asked for. */
export function checkResponse(map: YamlMap, { responseFields }: Schema, reading: Reading, place: Place): void {
  const fields = readFields(responseFields, map, reading, place)
  if (!streamKeys.some((key) => map.has(key))) return
  readStreamKeys(map, map.has('respool_chunks') ? bodyLength(bodyOf(fields)) : 0, reading, place)
}

const ownFields = streamKeys.map((key) => ({ key }))

function bodyOf(fields: ReadonlyMap<string, YamlValue>): string | Uint8Array {
  const body = fields.get('body')!
  return isUnread(body) ? body.read() : (body as string | Uint8Array)
}

function cut(body: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  let offset = 0
  return lengths.map((length) => body.subarray(offset, (offset += length)))
}

function readFields(fields: readonly Field[], map: YamlMap, reading: Reading, place: Place): Map<string, YamlValue> {
  return new Map(fields.map((field) => [field.key, readField(field, map.get(field.key), reading, place)]))
}

/** go-vcr measures up to the head of the response, which is the delay before the head. */
function headDelay(duration: string): [number] | undefined {
  const milliseconds = parseDuration(duration)
  return milliseconds === undefined || milliseconds === 0 ? undefined : [milliseconds]
}

function reasonPhrase(status: string, code: number): string {
  return status === String(code) ? '' : status.replace(new RegExp(`^${code} `), '')
}

/** Names without a value come back as extra data: a list of pairs has no place for them. */
function readHeaders(map: YamlMap): [HeaderList, Extra] {
  const headers: (readonly [string, string])[] = []
  const valueless: [string, PlainValue][] = []
  for (const [name, values] of map as ReadonlyMap<string, readonly string[]>) {
    if (values.length === 0) valueless.push([name, []])
    for (const value of values) headers.push([name, value])
  }
  return [headers, valueless.length === 0 ? {} : { headers: Object.fromEntries(valueless) }]
}

/** The fields whose values the model does not give by itself. */
function differences(fields: readonly Field[], found: ReadonlyMap<string, YamlValue>, defaults: ReadonlyMap<string, YamlValue>): Extra {
  const extra: Record<string, PlainValue> = {}
  for (const { key, kind } of fields) {
    const value = found.get(key)!
    if (key === 'body' || key === 'headers') continue
    if (kind === 'texts' || kind === 'headers') {
      if ((kind === 'texts' ? (value as readonly YamlValue[]).length : (value as YamlMap).size) > 0) extra[key] = toPlain(value)
    } else {
      const plain = toPlain(value)
      if (plain !== (defaults.get(key) ?? (kind === 'boolean' ? false : ''))) extra[key] = plain
    }
  }
  return extra
}

export function unknownKeys(map: YamlMap, known: readonly { readonly key: string }[]): Extra {
  const unknown: [string, PlainValue][] = []
  for (const [key, value] of map) if (!known.some((field) => field.key === key)) unknown.push([key, toPlain(value)])
  return Object.fromEntries(unknown)
}

export function withExtra(extra: Extra): { extra?: Extra } {
  return Object.keys(extra).length === 0 ? {} : { extra }
}
