import type { HeaderList } from '../../model/headers.ts'
import type { PlainValue } from '../../model/interaction.ts'
import { formatDuration, isDuration } from './duration.ts'
import { refuse, warn, type Place, type Reading } from './problems.ts'
import type { Field } from './schema.ts'
import { bytesToText, isUnread, isYamlList, isYamlMap, type YamlMap, type YamlValue } from './tree.ts'

const noTexts: readonly YamlValue[] = []
const noHeaders: YamlMap = new Map()

/** What Go has in a field that the file leaves out, or leaves empty. */
function zeroValue({ kind }: Field): YamlValue {
  if (kind === 'integer') return 0
  if (kind === 'boolean') return false
  if (kind === 'texts') return noTexts
  if (kind === 'headers') return noHeaders
  return kind === 'duration' ? '0s' : ''
}

/** A field's value as Go would read it; refused where Go would refuse it. */
export function readField(field: Field, value: YamlValue | undefined, reading: Reading, place: Place): YamlValue {
  if (value === undefined || value === null) return zeroValue(field)
  // Nearly always: the rest need only be quick where nothing is wrong.
  if (isAsGoWrites(field.kind, value)) return value
  const here = { ...place, path: [...(place.path ?? []), field.key] }
  switch (field.kind) {
    case 'text':
      return readText(value, reading, here)
    case 'integer':
      return wrongType(value, 'a whole number', reading, here)
    case 'boolean':
      return readBoolean(value, reading, here)
    case 'texts':
      return readTexts(value, reading, here)
    case 'headers':
      return readHeaderMap(value, reading, here)
    case 'duration':
      return value === '' && field.mayBeEmpty ? '0s' : readDuration(value, reading, here)
  }
}

function isAsGoWrites(kind: Field['kind'], value: YamlValue): boolean {
  if (kind === 'text') return typeof value === 'string' || isUnread(value)
  if (kind === 'integer') return Number.isInteger(value)
  if (kind === 'texts') return isTextList(value)
  if (kind === 'duration') return typeof value === 'string' && isDuration(value)
  if (kind !== 'headers') return typeof value === 'boolean'
  if (!isYamlMap(value)) return false
  for (const values of value.values()) if (!isTextList(values)) return false
  return true
}

function isTextList(value: YamlValue): boolean {
  return isYamlList(value) && value.every((item) => typeof item === 'string')
}

/** Go takes any scalar for a string, in its own spelling. */
function readText(value: YamlValue, reading: Reading, place: Place): string | Uint8Array {
  if (typeof value === 'string' || value instanceof Uint8Array) return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value === null ? '' : wrongType(value, 'text', reading, place)
}

function readBoolean(value: YamlValue, reading: Reading, place: Place): boolean {
  if (typeof value === 'boolean') return value
  // YAML's other spellings of true and false.
  if (value === 'True' || value === 'TRUE') return true
  return value === 'False' || value === 'FALSE' ? false : wrongType(value, 'true or false', reading, place)
}

function readTexts(value: YamlValue, reading: Reading, place: Place): string[] {
  if (value === null) return []
  if (!isYamlList(value)) return wrongType(value, 'a list of texts, each on a line of its own behind `- `', reading, place)
  return value.map((item) => asText(readText(item, reading, place)))
}

function readHeaderMap(value: YamlValue, reading: Reading, place: Place): YamlMap {
  if (!isYamlMap(value)) return wrongType(value, 'a map from names to lists of values', reading, place)
  const map = new Map<string, YamlValue>()
  for (const [name, values] of value) map.set(name, readTexts(values, reading, { ...place, path: [...place.path!, name] }))
  return map
}

/** Go refuses numbers and what it cannot parse, so such a file cannot be shared with it; respool can do without the value. */
function readDuration(value: YamlValue, reading: Reading, place: Place): string {
  if (typeof value === 'number') {
    warn(reading, place, `${value} is read as nanoseconds, but go-vcr refuses to load a number here: write ${formatDuration(value / 1e6)}`)
    return formatDuration(value / 1e6)
  }
  if (isYamlMap(value) || isYamlList(value)) return wrongType(value, 'a duration such as 626.391292ms', reading, place)
  // A negative one is Go's to make sense of.
  if (typeof value === 'string' && isDuration(value.replace(/^[-+]/, ''))) return value
  warn(reading, place, `${JSON.stringify(value)} is no duration, and go-vcr refuses to load it: write it as 626.391292ms, or 0s`)
  return '0s'
}

function wrongType(value: YamlValue, expected: string, reading: Reading, place: Place): never {
  const found = isYamlList(value)
    ? 'a list'
    : isYamlMap(value)
      ? 'a map'
      : value instanceof Uint8Array
        ? 'binary data'
        : JSON.stringify(value)
  refuse(reading, place, `${found} stands where ${expected} belongs`, 'Correct it by hand, or record the interaction again.', expected)
}

export function asText(value: string | Uint8Array): string {
  return typeof value === 'string' ? value : bytesToText(value)
}

/** Any value as plain data, for what is only carried along. */
export function toPlain(value: YamlValue): PlainValue {
  if (isUnread(value)) return asText(value.read())
  if (value instanceof Uint8Array) return bytesToText(value)
  if (isYamlList(value)) return value.map(toPlain)
  // `fromEntries` makes an own property even of `__proto__`.
  return isYamlMap(value) ? Object.fromEntries(Array.from(value, ([key, each]) => [key, toPlain(each)])) : value
}

export function fromPlain(value: PlainValue): YamlValue {
  if (Array.isArray(value)) return value.map(fromPlain)
  if (typeof value !== 'object' || value === null) return value
  return new Map(Object.entries(value).map(([key, each]) => [key, fromPlain(each)]))
}

/** Values of one name together, in the order of their names' first appearance: a Go map has no place for more. */
export function groupHeaders(headers: HeaderList): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, value] of headers) {
    const values = groups.get(name)
    if (values === undefined) groups.set(name, [value])
    else values.push(value)
  }
  return groups
}
