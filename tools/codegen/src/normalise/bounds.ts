import type { Schema } from '../schema.ts'

/** `exclusiveMinimum: true` beside `minimum: 0`, as draft 4 had it, becomes `exclusiveMinimum: 0`. */
export function numericBounds(schema: Schema): Schema {
  const copy = { ...schema }
  move(copy, 'exclusiveMinimum', 'minimum')
  move(copy, 'exclusiveMaximum', 'maximum')
  return copy
}

function move(schema: Schema, exclusive: 'exclusiveMinimum' | 'exclusiveMaximum', bound: 'minimum' | 'maximum'): void {
  const flag = schema[exclusive]
  if (typeof flag !== 'boolean') return
  delete schema[exclusive]
  const value = schema[bound]
  if (!flag || value === undefined) return
  schema[exclusive] = value
  delete schema[bound]
}
