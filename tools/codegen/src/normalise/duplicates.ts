import { type Json, type Schema, stableText } from '../schema.ts'

/** Names and values that are listed twice are listed once; the order of `required` means nothing, so it is sorted. */
export function withoutDuplicates(schema: Schema): Schema {
  const copy = { ...schema }
  if (schema.required) copy.required = [...new Set(schema.required)].sort()
  if (copy.required?.length === 0) delete copy.required
  if (schema.enum) copy.enum = [...new Map(schema.enum.map((value): [string, Json] => [stableText(value), value])).values()]
  return copy
}
