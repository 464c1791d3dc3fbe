import { below } from './problem.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** A JSON Schema: as OpenAPI has it, before normalising; 2020-12 in the few forms of {@link normalise}, after. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  const?: Json
  enum?: Json[]
  properties?: { [name: string]: Schema }
  required?: string[]
  additionalProperties?: boolean | Schema
  propertyNames?: Schema
  maxProperties?: number
  items?: Schema
  anyOf?: Schema[]
  discriminator?: { propertyName: string }
  allOf?: Schema[]
  not?: Schema
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number | boolean
  exclusiveMaximum?: number | boolean
  multipleOf?: number
  minItems?: number
  maxItems?: number
  [keyword: string]: unknown
}

export type Definitions = { [name: string]: Schema }

const single = ['items', 'not', 'propertyNames', 'additionalProperties'] as const
const lists = ['anyOf', 'oneOf', 'allOf'] as const

/** A copy in which every schema directly below this one went through `change`. */
export function mapChildren(schema: Schema, pointer: string, change: (child: Schema, pointer: string) => Schema): Schema {
  const copy: Schema = { ...schema }
  for (const key of single) {
    const child = schema[key]
    if (typeof child === 'object') copy[key] = change(child, below(pointer, key))
  }
  for (const key of lists) {
    const children = schema[key] as Schema[] | undefined
    if (children) copy[key] = children.map((child, index) => change(child, below(pointer, key, index)))
  }
  if (schema.properties) {
    copy.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, child]) => [name, change(child, below(pointer, 'properties', name))]),
    )
  }
  return copy
}

/** The names of the definitions that a schema refers to, at any depth. */
export function referencesOf(schema: Schema): string[] {
  const names: string[] = []
  visit(schema)
  return names

  function visit(each: Schema): Schema {
    if (each.$ref !== undefined) names.push(nameOf(each.$ref))
    return mapChildren(each, '', visit)
  }
}

/** `#/$defs/Item` or `#/components/schemas/Item` -> `Item`. */
export function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}

/** Whether two schemas are the same, whatever the order of their keys. */
export function sameSchema(a: unknown, b: unknown): boolean {
  return stableText(a) === stableText(b)
}

/** JSON with sorted keys: one text for one meaning. */
export function stableText(value: unknown, indent?: number): string {
  return JSON.stringify(sortKeys(value), null, indent)
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const object = value as { [key: string]: unknown }
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, sortKeys(object[key])]),
  )
}
