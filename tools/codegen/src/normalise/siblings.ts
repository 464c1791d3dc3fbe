import type { Schema } from '../schema.ts'

/** `$ref`, `anyOf`, `allOf` and `not` stand alone: what is beside them becomes a part of an `allOf`, so that no reader overlooks it. */
export function standAlone(schema: Schema): Schema {
  const { $ref, anyOf, allOf, not, ...own } = schema
  const parts: Schema[] = []
  if (Object.keys(own).length > 0 && !(isOnlyObject(own) && ($ref !== undefined || anyOf || allOf))) parts.push(own)
  if ($ref !== undefined) parts.push({ $ref })
  if (allOf) parts.push(...allOf)
  if (anyOf) parts.push({ anyOf })
  if (not) parts.push({ not })
  if (parts.length === 0) return own
  return parts.length === 1 ? parts[0]! : { allOf: parts }
}

// `type: object` beside alternatives which are all objects: said twice.
function isOnlyObject(own: Schema): boolean {
  return own.type === 'object' && Object.keys(own).length === 1
}
