import type { JsonValue } from '@respool/core'
import snapshot from '../generated/schema.json' with { type: 'json' }

/** The forms of JSON Schema that the snapshot has: `$ref`, `anyOf`, `allOf`, `not`, `const` or `enum` alone, or one type with its bounds. */
export interface Schema {
  readonly $ref?: string
  readonly anyOf?: readonly Schema[]
  /** Of an `anyOf` whose members tell themselves apart. */
  readonly discriminator?: { readonly propertyName: string }
  readonly allOf?: readonly Schema[]
  readonly not?: Schema
  readonly const?: JsonValue
  readonly enum?: readonly JsonValue[]
  readonly type?: string
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema
  readonly propertyNames?: Schema
  readonly maxProperties?: number
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly multipleOf?: number
}

// Looked into here and not above: a bundler leaves out what only a function touches, where nobody imports it.
export function definition(name: string): Schema {
  return (snapshot.$defs as unknown as { readonly [name: string]: Schema })[name]!
}

/** The schema itself, where this is a reference to one. */
export function resolve(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : resolve(definition(schema.$ref.slice('#/$defs/'.length)))
}
