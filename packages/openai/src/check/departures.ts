import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import { chooseMember, type Choice } from './choose.ts'
import { brokenBound } from './bounds.ts'
import { resolve, type Schema } from './schema.ts'

/**
 * How a value differs from what the spec says.
 *
 * - `unknown-key`: a key that the spec has not
 * - `null-for-absent`: null where the spec has no null; Python's clients, and some servers, mean that there is nothing
 * - `new-enum-value`: a value that is not among those that the spec lists, of their type
 * - `unknown-event`: the same of a whole chunk, so that nothing can be said of the rest of it
 * - `missing-required`: a key is not there
 * - `type-mismatch`: another type, out of bounds, or no JSON
 */
export type DepartureKind = 'unknown-key' | 'null-for-absent' | 'new-enum-value' | 'unknown-event' | 'missing-required' | 'type-mismatch'

/** Where what was recorded is not what the specification says. */
export interface Departure {
  readonly kind: DepartureKind
  /** `$.choices[].delta.role`: without indices, so that it is the same in every item; `.*` is any key of a map. */
  readonly path: string
  /** What was found, and what was expected, where that says more than the path does. */
  readonly detail?: string
}

/** In what a value departs from a schema. JSON Schema calls it valid where there is nothing but unknown keys. */
export function departuresOf(value: JsonValue, schema: Schema, path = '$'): Departure[] {
  const found: Departure[] = []
  visit(value, schema, path, found)
  return found
}

function visit(value: JsonValue, given: Schema, path: string, found: Departure[]): void {
  const schema = resolve(given)
  if (schema.anyOf) union(value, schema, path, found)
  else if (schema.allOf) for (const part of schema.allOf) visit(value, part, path, found)
  else if (schema.not) {
    if (isValid(departuresOf(value, schema.not, path))) found.push({ kind: 'type-mismatch', path, detail: 'has what excludes each other' })
  } else if (schema.const !== undefined || schema.enum) literal(value, schema.enum ?? [schema.const!], path, found)
  else if (
    schema.type !== undefined &&
    typeName(value) !== schema.type &&
    !(schema.type === 'integer' && isWhole(value)) &&
    !(schema.type === 'number' && typeof value === 'number')
  ) {
    found.push({ kind: 'type-mismatch', path, detail: `${typeName(value)}, not ${schema.type}` })
  } else contents(value, schema, path, found)
}

function contents(value: JsonValue, schema: Schema, path: string, found: Departure[]): void {
  const detail = brokenBound(value, schema)
  if (detail !== undefined) found.push({ kind: 'type-mismatch', path, detail })
  if (Array.isArray(value)) {
    if (schema.items) for (const item of value) visit(item, schema.items, `${path}[]`, found)
  } else if (schema.type === 'object' && isObject(value)) members(value, schema, path, found)
}

function members(value: JsonObject, schema: Schema, path: string, found: Departure[]): void {
  for (const [key, member] of Object.entries(value)) {
    const known = schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
    const expected = known ?? schema.additionalProperties
    const place = path + (known ? step(key) : schema.additionalProperties ? '.*' : step(key))
    if (expected) memberOf(member, expected, place, found)
    // An object of which the spec says nothing is the user's own: a schema of a tool, arguments.
    else if (schema.properties) found.push({ kind: 'unknown-key', path: place })
    if (schema.propertyNames) visit(key, schema.propertyNames, `${path}.*`, found)
  }
  for (const key of schema.required ?? []) {
    if (!Object.hasOwn(value, key)) found.push({ kind: 'missing-required', path: path + step(key) })
  }
}

function memberOf(member: JsonValue, schema: Schema, path: string, found: Departure[]): void {
  const own = departuresOf(member, schema, path)
  if (member === null && !isValid(own)) found.push({ kind: 'null-for-absent', path })
  else found.push(...own)
}

function union(value: JsonValue, schema: Schema, path: string, found: Departure[]): void {
  const choice: Choice = chooseMember(value, schema)
  if (choice.kind === 'unknown-tag') literal(choice.value, choice.known, path + step(choice.tag), found)
  else if (choice.kind === 'no-tag') found.push({ kind: 'missing-required', path: path + step(choice.tag) })
  else found.push(...mildest(choice.members.map((member) => departuresOf(value, member, path))))
}

function literal(value: JsonValue, known: readonly JsonValue[], path: string, found: Departure[]): void {
  if (known.includes(value)) return
  const sameType = known.some((each) => typeof each === typeof value) && typeof value !== 'object'
  if (sameType) found.push({ kind: 'new-enum-value', path, detail: JSON.stringify(value) })
  else
    found.push({
      kind: 'type-mismatch',
      path,
      detail: `${typeName(value)}, not ${known.length === 1 ? JSON.stringify(known[0]) : `one of ${known.length} values`}`,
    })
}

// The alternative that was meant is the one of which least is wrong.
const weights: { readonly [Kind in DepartureKind]: number } = {
  'unknown-key': 1,
  'null-for-absent': 100,
  'new-enum-value': 1_000,
  'unknown-event': 1_000,
  'missing-required': 10_000,
  'type-mismatch': 1_000_000,
}

function mildest(alternatives: readonly Departure[][]): Departure[] {
  let best = alternatives[0]!
  for (const each of alternatives) if (weight(each) < weight(best)) best = each
  return best
}

function weight(departures: readonly Departure[]): number {
  return departures.reduce((sum, { kind }) => sum + weights[kind], 0)
}

export function isValid(departures: readonly Departure[]): boolean {
  return departures.every(({ kind }) => kind === 'unknown-key')
}

function step(key: string): string {
  return /^[\w$]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}

function typeName(value: JsonValue): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function isWhole(value: JsonValue): boolean {
  return typeof value === 'number' && Number.isInteger(value)
}
