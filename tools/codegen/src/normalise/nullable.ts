import type { Schema } from '../schema.ts'
import { standAlone } from './siblings.ts'
import { nullType } from './unions.ts'

/**
 * `nullable: true` is OpenAPI 3.0's and means nothing in 3.1, but is meant: null is one of the alternatives.
 * Also as a member of its own in an `allOf`, and beside a `$ref`.
 */
export function nullable(schema: Schema): Schema {
  const { nullable: own, ...rest } = schema
  const parts = rest.allOf?.filter((part) => !isNullable(part))
  const asPart = parts !== undefined && parts.length < rest.allOf!.length
  const value: Schema = asPart ? { ...rest, allOf: parts } : rest
  return own === true || asPart ? { anyOf: [standAlone(value), nullType] } : value
}

// As it looks once it is normalised itself: anything, or null.
function isNullable(part: Schema): boolean {
  return part.anyOf?.length === 2 && Object.keys(part.anyOf[0]!).length === 0 && part.anyOf[1]!.type === 'null'
}
