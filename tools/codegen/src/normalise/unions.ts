import { type Schema, stableText } from '../schema.ts'

export const nullType: Schema = { type: 'null' }

/**
 * One word for alternatives: `anyOf`. `oneOf` asks that the others do not match, which the spec's own unions do not keep to: nearly every real request to
 * /responses matches two of them.
 */
export function unions(schema: Schema): Schema {
  const { oneOf, type, ...rest } = schema as Schema & { oneOf?: Schema[] }
  if (oneOf && rest.anyOf) return { ...rest, ...(type !== undefined && { type }), allOf: [...(rest.allOf ?? []), { anyOf: oneOf }] }
  const copy: Schema = { ...rest, ...(type !== undefined && { type }), ...(oneOf && { anyOf: oneOf }) }
  if (!Array.isArray(type)) return copy
  const { anyOf, nullable, ...own } = copy
  const alternatives = [...type, ...(nullable === true ? ['null'] : [])].map((each) =>
    each === 'null' ? nullType : { ...own, type: each },
  )
  return anyOf ? { allOf: [{ anyOf: alternatives }, { anyOf }] } : { anyOf: alternatives }
}

/** Unions inside of unions are one; what is listed twice is listed once; one alternative is no union. */
export function flatUnion(schema: Schema): Schema {
  if (!schema.anyOf || Object.keys(schema).length > 1) return schema
  const members = schema.anyOf.flatMap((member) => (member.anyOf && Object.keys(member).length === 1 ? member.anyOf : [member]))
  const distinct = [...new Map(members.map((member) => [stableText(member), member])).values()]
  // Null last, as a reader expects it.
  const ordered = [...distinct.filter((member) => member.type !== 'null'), ...distinct.filter((member) => member.type === 'null')]
  return ordered.length === 1 ? ordered[0]! : { anyOf: ordered }
}
