import { concatBytes, decodeUtf8 } from '../../model/body.ts'
import type { HeaderList } from '../../model/headers.ts'
import type { Extra, Interaction, RecordedRequest, RecordedResponse } from '../../model/interaction.ts'
import { streamKind } from './boundaries.ts'
import { formatDuration } from './duration.ts'
import { sortKeys } from './emit.ts'
import { formOf } from './form.ts'
import { roundToTenth } from './run-length.ts'
import { schema2, type Field, type Schema } from './schema.ts'
import { writeStreamKeys } from './stream-keys.ts'
import { bodyLength, isYamlMap, type YamlMap, type YamlValue } from './tree.ts'
import { fromPlain, groupHeaders } from './values.ts'

export interface TreeOptions {
  /** Empty fields are written too, as go-vcr did before 4.0.3. */
  readonly fullKeys: boolean
  readonly schema?: Schema
  /** As go-vcr 1 writes them: it cannot be told from the file whether go-vcr 2 is to read it. */
  readonly emptyDurations?: boolean
}

/** An interaction in go-vcr's keys and order. */
export function interactionTree(interaction: Interaction, id: number, options: TreeOptions): YamlMap {
  const { request, response, extra = {} } = interaction
  const tree = new Map<string, YamlValue>([
    ...(options.schema?.version === 1 ? [] : [['id', id] as const]),
    ['request', requestTree(request, options)],
    ['response', responseTree(response, options)],
  ])
  for (const [key, value] of Object.entries(extra)) if (!tree.has(key)) tree.set(key, fromPlain(value))
  return tree
}

export function requestTree(request: RecordedRequest, options: TreeOptions): YamlMap {
  const { body, headers, extra = {} } = request
  const defaults = requestDefaults(request, bodyLength(body))
  defaults['body'] = typeof body === 'string' ? body.toWellFormed() : body
  defaults['headers'] = headerTree(headers, extra)
  return assemble((options.schema ?? schema2).requestFields, defaults, extra, options)
}

export function responseTree(response: RecordedResponse, options: TreeOptions): YamlMap {
  const { chunks, headers, extra = {} } = response
  const body = concatBytes(chunks)
  const defaults = responseDefaults(response, body.byteLength)
  defaults['body'] = decodeUtf8(body) ?? body
  defaults['headers'] = headerTree(headers, extra)
  if (options.emptyDurations) defaults['duration'] = ''
  const tree = assemble((options.schema ?? schema2).responseFields, defaults, extra, options)
  for (const [key, value] of writeStreamKeys(response)) tree.set(key, value)
  return tree
}

/** Values by the keys of fields. */
export type Defaults = Record<string, YamlValue>

/** What each field but the body and the headers holds where `extra` does not say otherwise. */
export function requestDefaults(request: RecordedRequest, length: number, extra = request.extra): Defaults {
  const { url, method } = request
  const [proto, major, minor] = protocol(request.httpVersion, extra)
  const form = formOf(request)
  return { proto, proto_major: major, proto_minor: minor, content_length: length, host: hostOf(url), ...(form && { form }), url, method }
}

export function responseDefaults(response: RecordedResponse, length: number, extra = response.extra): Defaults {
  const { headers, status, statusText, boundaries, delays } = response
  const [proto, major, minor] = protocol(response.httpVersion, extra)
  const delay = delays?.[0] ?? 0
  return {
    proto,
    proto_major: major,
    proto_minor: minor,
    // Go knows no length of what comes as a stream.
    content_length: streamKind(headers) === undefined ? length : -1,
    status: statusText === '' ? String(status) : `${status} ${statusText}`,
    code: status,
    // As exact as the delays beside it, or reading would find two truths.
    duration: formatDuration(boundaries === 'recorded' ? roundToTenth(delay) : delay),
  }
}

function protocol(httpVersion: string | undefined, extra: Extra | undefined): [proto: string, major: number, minor: number] {
  const proto = typeof extra?.['proto'] === 'string' ? extra['proto'] : (httpVersion ?? 'HTTP/1.1')
  if (proto === 'HTTP/1.1') return [proto, 1, 1]
  if (proto === 'HTTP/2.0') return [proto, 2, 0]
  const [, major = '0', minor = '0'] = /^HTTP\/(\d+)(?:\.(\d+))?$/.exec(proto) ?? []
  return [proto, Number(major), Number(minor)]
}

/** Go keeps a host as it stands in the URL: its case, and a port even where it is the usual one. */
function hostOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url)?.[1] ?? ''
}

/** Names without a value have no place in a header list; `extra` carries them. */
function headerTree(headers: HeaderList, extra: Extra | undefined): YamlMap {
  const tree = new Map<string, YamlValue>(groupHeaders(headers))
  const rest = fromPlain(extra?.['headers'] ?? null)
  if (isYamlMap(rest)) for (const [name, values] of rest) if (!tree.has(name)) tree.set(name, values)
  return tree
}

function assemble(fields: readonly Field[], defaults: Defaults, extra: Extra, { fullKeys }: TreeOptions): Map<string, YamlValue> {
  const tree = new Map<string, YamlValue>()
  for (const { key, kind, omitEmpty } of fields) {
    const own = key !== 'headers' && Object.hasOwn(extra, key) ? fromPlain(extra[key]!) : defaults[key]
    const value = own ?? emptyValue(kind)
    if (omitEmpty && !fullKeys && isEmpty(value)) continue
    tree.set(key, kind === 'headers' && isYamlMap(value) ? sortKeys(value) : value)
  }
  for (const [key, value] of Object.entries(extra))
    if (!tree.has(key) && !fields.some((field) => field.key === key)) tree.set(key, fromPlain(value))
  return tree
}

function emptyValue(kind: Field['kind']): YamlValue {
  if (kind === 'texts') return []
  if (kind === 'headers') return new Map()
  return kind === 'boolean' ? false : ''
}

function isEmpty(value: YamlValue): boolean {
  if (value instanceof Map) return value.size === 0
  return (
    value === '' || value === false || (Array.isArray(value) && value.length === 0) || (value instanceof Uint8Array && value.length === 0)
  )
}
