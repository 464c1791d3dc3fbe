import { mapChildren, nameOf, type Definitions, type Schema } from '../schema.ts'

/**
 * Unions say by which property their members tell themselves apart: one that each of them requires, with values that no other has. The spec says it as well, of 107
 * unions, but leaves open which value means which member, and is wrong where two have the same. So it is found in the members.
 */
export function withDiscriminators(schema: Schema, definitions: Definitions): Schema {
  const whole = mapChildren(schema, '', (child) => withDiscriminators(child, definitions))
  const propertyName = whole.anyOf && tagOf(whole.anyOf.filter(isValue), definitions)
  return propertyName === undefined ? whole : { ...whole, discriminator: { propertyName } }
}

type Tags = { readonly [name: string]: readonly string[] }

function tagOf(members: readonly Schema[], definitions: Definitions): string | undefined {
  if (members.length < 2) return undefined
  const tags = members.map((member) => tagsOf(member, definitions))
  // `type` where several would do: it is what a reader looks for.
  const names = Object.keys(tags[0]!).sort((a, b) => Number(b === 'type') - Number(a === 'type'))
  return names.find((name) => areDistinct(tags.map((each) => each[name])))
}

/** The values of each property that could be a tag. */
function tagsOf(member: Schema, definitions: Definitions): Tags {
  const schema = resolve(member, definitions)
  if (schema.anyOf) return tagsOfUnion(schema.anyOf, definitions)
  const tags = (schema.required ?? []).map((name): [string, readonly string[]] => [
    name,
    stringsOf(resolve(schema.properties?.[name] ?? {}, definitions)),
  ])
  return Object.fromEntries(tags.filter(([, values]) => values.length > 0))
}

// A union inside of a union has a tag where all of it has that one.
function tagsOfUnion(members: readonly Schema[], definitions: Definitions): Tags {
  const tag = members.every(isValue) ? tagOf(members, definitions) : undefined
  return tag === undefined ? {} : { [tag]: members.flatMap((member) => tagsOf(member, definitions)[tag]!) }
}

function resolve(schema: Schema, definitions: Definitions): Schema {
  return schema.$ref === undefined ? schema : resolve(definitions[nameOf(schema.$ref)]!, definitions)
}

function isValue(member: Schema): boolean {
  return member.type !== 'null'
}

function stringsOf(schema: Schema): string[] {
  const values = schema.enum ?? ('const' in schema ? [schema.const!] : [])
  return values.every((value) => typeof value === 'string') ? values : []
}

function areDistinct(values: readonly (readonly string[] | undefined)[]): boolean {
  const all = values.flatMap((each) => each ?? [])
  return values.every((each) => each !== undefined) && new Set(all).size === all.length
}
