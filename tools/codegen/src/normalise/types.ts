import type { Schema } from '../schema.ts'

const implied = [
  ['properties', 'object'],
  ['additionalProperties', 'object'],
  ['items', 'array'],
] as const

/** A schema with properties and no type lets every number through; an object is meant. */
export function impliedType(schema: Schema): Schema {
  if (schema.type !== undefined || schema.$ref !== undefined) return schema
  const found = implied.find(([keyword]) => schema[keyword] !== undefined)
  return found ? { ...schema, type: found[1] } : schema
}
