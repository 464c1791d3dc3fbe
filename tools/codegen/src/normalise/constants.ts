import type { Json, Schema } from '../schema.ts'
import { nullType } from './unions.ts'

/** Values that are listed say their type themselves; one value is a constant; null is a member of a union, as everywhere. */
export function constants(schema: Schema): Schema {
  const values: readonly Json[] | undefined = 'const' in schema ? [schema.const!] : schema.enum
  if (!values) return schema
  const { type: _, enum: __, const: ___, nullable, ...rest } = schema
  const others = values.filter((value) => value !== null)
  const literal: Schema = { ...rest, ...(others.length === 1 ? { const: others[0]! } : { enum: others }) }
  if (others.length === 0) return { ...rest, ...nullType }
  return nullable === true || others.length < values.length ? { anyOf: [literal, nullType] } : literal
}
