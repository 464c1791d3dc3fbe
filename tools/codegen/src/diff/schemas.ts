import { nameOf, sameSchema, stableText, type Json, type Schema } from '../schema.ts'
import type { ChangeKind } from './change.ts'

interface Found {
  readonly kind: ChangeKind
  readonly path: string
  readonly what: string
}

const bounds = [
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'maxProperties',
  'propertyNames',
] as const

/** What differs between two versions of one schema. References are compared by name: what is behind them has its own comparison. */
export function diffSchema(before: Schema, after: Schema, path = ''): Found[] {
  if (sameSchema(before, after)) return []
  if (isUnion(before) || isUnion(after)) return diffUnion(membersOf(before), membersOf(after), path)
  if (before.allOf && after.allOf && before.allOf.length === after.allOf.length) {
    return before.allOf.flatMap((part, index) => diffSchema(part, after.allOf![index]!, path))
  }
  if (before.type === undefined || before.type !== after.type)
    return [{ kind: 'changed', path, what: `${named(before)} -> ${named(after)}` }]
  return [
    ...bounds
      .filter((key) => !sameSchema(before[key], after[key]))
      .map((key): Found => ({ kind: 'bounds', path, what: `${key} ${text(before[key])} -> ${text(after[key])}` })),
    ...diffNested(before.items, after.items, `${path}[]`),
    ...diffNested(before.additionalProperties as Schema | undefined, after.additionalProperties as Schema | undefined, `${path}.*`),
    ...diffProperties(before, after, path),
    ...(before.format === after.format ? [] : [{ kind: 'changed' as const, path, what: 'format' }]),
  ]
}

function diffNested(before: Schema | undefined, after: Schema | undefined, path: string): Found[] {
  return before === undefined && after === undefined ? [] : diffSchema(before ?? {}, after ?? {}, path)
}

function diffProperties(before: Schema, after: Schema, path: string): Found[] {
  const [old, now] = [before.properties ?? {}, after.properties ?? {}]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].sort().flatMap((name): Found[] => {
    const place = `${path}.${name}`
    const [was, is] = [before.required?.includes(name) ?? false, after.required?.includes(name) ?? false]
    if (!old[name]) return [{ kind: is ? 'required' : 'added', path: place, what: is ? 'new' : '' }]
    if (!now[name]) return [{ kind: 'removed', path: place, what: '' }]
    const presence: Found[] = was === is ? [] : [{ kind: is ? 'required' : 'optional', path: place, what: '' }]
    return [...presence, ...diffSchema(old[name], now[name], place)]
  })
}

function isUnion(schema: Schema): boolean {
  return schema.anyOf !== undefined || schema.enum !== undefined || 'const' in schema
}

// The values of an enum are members, too: each may come and go.
function membersOf(schema: Schema): Schema[] {
  if (schema.anyOf) return schema.anyOf.flatMap(membersOf)
  return schema.enum ? schema.enum.map((value: Json) => ({ const: value })) : [schema]
}

function diffUnion(before: readonly Schema[], after: readonly Schema[], path: string): Found[] {
  const removed = without(before, after)
  const added = without(after, before)
  // One object among the alternatives which has changed is that object's change.
  const [old, now] = [removed.filter(isInline), added.filter(isInline)]
  const [first, second] = [old[0], now[0]]
  const paired = old.length === 1 && now.length === 1 && first?.type === second?.type
  const nested = paired ? diffSchema(first!, second!, path) : []
  return [
    ...nested,
    ...removed.filter((each) => !(paired && each === first)).map((each): Found => ({ kind: 'narrowed', path, what: named(each) })),
    ...added.filter((each) => !(paired && each === second)).map((each): Found => ({ kind: 'widened', path, what: named(each) })),
  ]
}

function without(these: readonly Schema[], those: readonly Schema[]): Schema[] {
  const known = new Set(those.map((each) => stableText(each)))
  return these.filter((each) => !known.has(stableText(each)))
}

function isInline(schema: Schema): boolean {
  return schema.type !== undefined && schema.type !== 'null'
}

function named(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref)
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.anyOf ?? schema.enum) return membersOf(schema).map(named).join(' | ')
  if (schema.type === 'array') return `${named(schema.items ?? {})}[]`
  return (schema.type as string | undefined) ?? (Object.keys(schema).length === 0 ? 'anything' : 'a combination')
}

function text(value: unknown): string {
  return value === undefined ? 'none' : stableText(value)
}
