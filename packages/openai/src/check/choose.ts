import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import { resolve, type Schema } from './schema.ts'

/** Which alternatives of a union a value can have been meant as. */
export type Choice =
  | { readonly kind: 'members'; readonly members: readonly Schema[] }
  /** The tag has a value that no alternative has. */
  | { readonly kind: 'unknown-tag'; readonly tag: string; readonly value: JsonValue; readonly known: readonly JsonValue[] }
  | { readonly kind: 'no-tag'; readonly tag: string }

/**
 * By the tag where the union has one; else by the constants in the alternatives: of two kinds of messages, both are in question, and of the other items none.
 * Trying all of them would find fault with a value for what it never was.
 */
export function chooseMember(value: JsonValue, union: Schema): Choice {
  if (union.discriminator && isObject(value)) return byTag(value, union, union.discriminator.propertyName)
  const members = (union.anyOf ?? []).map(resolve)
  if (!isObject(value)) return { kind: 'members', members: simple(members, value) }
  const objects = members.filter((member) => member.type !== 'null')
  const meant = objects.filter((member) => constantsAgree(value, member))
  return { kind: 'members', members: meant.length > 0 ? meant : objects }
}

function byTag(value: JsonObject, union: Schema, tag: string): Choice {
  if (!Object.hasOwn(value, tag)) return { kind: 'no-tag', tag }
  const actual = value[tag]!
  const members = membersByTag(union, tag)
  const member = members.get(actual)
  if (member) return { kind: 'members', members: [member] }
  return { kind: 'unknown-tag', tag, value: actual, known: [...members.keys()] }
}

// Of 58 kinds of events each is found at once; the schemas never change, and what is remembered of them goes with them.
const remembered = new WeakMap<Schema, ReadonlyMap<JsonValue, Schema>>()

function membersByTag(union: Schema, tag: string): ReadonlyMap<JsonValue, Schema> {
  const known = remembered.get(union)
  if (known) return known
  const members = (union.anyOf ?? []).map(resolve).filter((member) => member.type !== 'null')
  const byValue = new Map(members.flatMap((member) => valuesOf(member, tag).map((value) => [value, member] as const)))
  remembered.set(union, byValue)
  return byValue
}

function valuesOf(member: Schema, tag: string): readonly JsonValue[] {
  if (member.anyOf) return member.anyOf.flatMap((each) => valuesOf(resolve(each), tag))
  const schema = resolve(member.properties?.[tag] ?? {})
  return schema.enum ?? (schema.const === undefined ? [] : [schema.const])
}

function constantsAgree(value: JsonObject, member: Schema): boolean {
  if (member.anyOf) return member.anyOf.some((each) => constantsAgree(value, resolve(each)))
  if (member.type !== 'object') return false
  return Object.entries(member.properties ?? {}).every(([name, schema]) => {
    const constant = constantOf(resolve(schema))
    return constant === undefined || !Object.hasOwn(value, name) || value[name] === constant
  })
}

// Also of one that may be null: where there is a value, it has to be that one.
function constantOf({ const: constant, anyOf }: Schema): JsonValue | undefined {
  const others = anyOf?.filter(({ type }) => type !== 'null')
  return others?.length === 1 ? constantOf(resolve(others[0]!)) : constant
}

// No object: alternatives of its own type tell more of it than others do.
function simple(members: readonly Schema[], value: JsonValue): readonly Schema[] {
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  const same = members.filter(
    (member) => member.type === type || member.type === undefined || (type === 'number' && member.type === 'integer'),
  )
  return same.length > 0 ? same : members
}
