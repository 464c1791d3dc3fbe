import { encodeUtf8, toBody } from '../../model/body.ts'
import type { HeaderList } from '../../model/headers.ts'
import type { Extra, Interaction, PlainValue, RecordedRequest, RecordedResponse } from '../../model/interaction.ts'
import { deriveChunks } from './boundaries.ts'
import { parseDuration } from './duration.ts'
import { refuse, type Place, type Reading } from './problems.ts'
import { requestFields, responseFields, type Field } from './schema.ts'
import { readStreamKeys, streamKeys } from './stream-keys.ts'
import { bodyLength, requestDefaults, responseDefaults } from './to-tree.ts'
import { isYamlMap, type YamlMap, type YamlValue } from './tree.ts'
import { asText, readField, toPlain } from './values.ts'

/** One item of `interactions` as the model has it. */
export function readInteraction(value: YamlValue, interaction: number, reading: Reading): Interaction {
  if (!isYamlMap(value)) return incomplete(reading, { interaction }, 'this is no map with a request and a response')
  const request = part(value, 'request', ['url', 'method'], reading, interaction)
  const response = part(value, 'response', ['code'], reading, interaction)
  const id = value.has('id') ? readField({ key: 'id', kind: 'integer' }, value.get('id'), reading, { interaction }) : undefined
  const extra = unknownKeys(value, new Set(['id', 'request', 'response']))
  return {
    ...(id === undefined ? {} : { id: id as number }),
    request: readRequest(request, reading, { interaction, path: ['request'] }),
    response: readResponse(response, reading, { interaction, path: ['response'] }),
    ...withExtra(extra),
  }
}

function part(map: YamlMap, key: string, required: readonly string[], reading: Reading, interaction: number): YamlMap {
  const value = map.get(key)
  if (value === undefined || value === null) return incomplete(reading, { interaction }, `there is no \`${key}\``)
  const place = { interaction, path: [key] }
  if (!isYamlMap(value))
    return refuse(reading, place, `\`${key}\` is no map`, 'Correct it by hand, or record the interaction again.', 'a map')
  const missing = required.find((each) => !value.has(each))
  return missing === undefined ? value : incomplete(reading, place, `there is no \`${missing}\``)
}

function incomplete(reading: Reading, place: Place, problem: string): never {
  const last = place.interaction !== undefined && place.interaction + 2 === reading.starts?.length
  const cause = last ? 'The file seems to be cut off: restore it from version control' : 'Complete it by hand'
  refuse(reading, place, problem, `${cause}, or record the interaction again.`)
}

function readRequest(map: YamlMap, reading: Reading, place: Place): RecordedRequest {
  const fields = readFields(requestFields, map, reading, place)
  const [headers, valueless] = readHeaders(fields.get('headers') as YamlMap)
  const proto = asText(fields.get('proto') as string)
  const request: RecordedRequest = {
    method: asText(fields.get('method') as string) || 'GET',
    url: asText(fields.get('url') as string),
    headers,
    body: toBody(fields.get('body') as string | Uint8Array),
    ...(proto === '' ? {} : { httpVersion: proto }),
  }
  const given = { ...valueless, ...(proto === '' ? { proto } : {}) }
  const differing = differences(requestFields, fields, requestDefaults({ ...request, extra: given }, bodyLength(request.body)))
  return { ...request, ...withExtra({ ...differing, ...given, ...unknownKeys(map, requestKeys) }) }
}

function readResponse(map: YamlMap, reading: Reading, place: Place): RecordedResponse {
  const fields = readFields(responseFields, map, reading, place)
  const [headers, valueless] = readHeaders(fields.get('headers') as YamlMap)
  const proto = asText(fields.get('proto') as string)
  const status = fields.get('code') as number
  const content = fields.get('body') as string | Uint8Array
  const body = typeof content === 'string' ? encodeUtf8(content) : content
  const { chunks, delays, ...stream } = readStreamKeys(map, body, reading, place)
  const waits = delays ?? (chunks === undefined ? headDelay(fields.get('duration') as string) : undefined)
  const derived = chunks ?? deriveChunks(body, headers)
  const response: RecordedResponse = {
    status,
    statusText: reasonPhrase(asText(fields.get('status') as string), status),
    headers,
    ...(proto === '' ? {} : { httpVersion: proto }),
    chunks: derived,
    boundaries: chunks === undefined ? 'derived' : 'recorded',
    ...(waits && { delays: delays ?? [waits[0]!, ...Array<number>(derived.length + 1).fill(0)] }),
    ...stream,
  }
  const given = { ...valueless, ...(proto === '' ? { proto } : {}) }
  const differing = differences(responseFields, fields, responseDefaults({ ...response, extra: given }, body.byteLength))
  return { ...response, ...withExtra({ ...differing, ...given, ...unknownKeys(map, responseKeys) }) }
}

const requestKeys: ReadonlySet<string> = new Set(requestFields.map(({ key }) => key))
const responseKeys: ReadonlySet<string> = new Set([...responseFields.map(({ key }) => key), ...streamKeys])

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

export function unknownKeys(map: YamlMap, known: ReadonlySet<string>): Extra {
  const unknown: [string, PlainValue][] = []
  for (const [key, value] of map) if (!known.has(key)) unknown.push([key, toPlain(value)])
  return Object.fromEntries(unknown)
}

export function withExtra(extra: Extra): { extra?: Extra } {
  return Object.keys(extra).length === 0 ? {} : { extra }
}
