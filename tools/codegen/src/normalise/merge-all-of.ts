import { mapChildren, nameOf, sameSchema, type Definitions, type Schema } from '../schema.ts'
import { flatUnion } from './unions.ts'

/**
 * An `allOf` of objects becomes one object, so that a reader sees all of its keys at once. What is no object (alternatives, `not`) stays a part.
 *
 * @returns the definition with every `allOf` in it merged
 */
export function mergeAllOf(schema: Schema, definitions: Definitions): Schema {
  const whole = mapChildren(schema, '', (child) => mergeAllOf(child, definitions))
  if (!whole.allOf) return flatUnion(whole)
  const parts = whole.allOf.flatMap((part) => partsOf(part, definitions)).filter((part) => Object.keys(part).length > 0)
  const objects = parts.filter((part) => part.type === 'object')
  const others = distinct(parts.filter((part) => part.type !== 'object'))
  if (objects.length === 0) return joined(others)
  const object = objects.reduce((left, right) => both(left, right, definitions))
  // "Either of these keys" is said of the object: as one object each, it can be read without looking at two places.
  const choices = others.find(areRequiredNames)
  const whichever = choices ? { anyOf: choices.anyOf!.map((choice) => both(object, choice, definitions)) } : object
  return joined([whichever, ...others.filter((part) => part !== choices)])
}

function areRequiredNames(part: Schema): boolean {
  return part.anyOf?.every((choice) => choice.required !== undefined && Object.keys(choice).length === 1) ?? false
}

function joined(merged: Schema[]): Schema {
  return merged.length === 1 ? merged[0]! : { allOf: merged }
}

// A reference to an object is followed; one to anything else stays a reference.
function partsOf(part: Schema, definitions: Definitions): Schema[] {
  if (part.allOf) return part.allOf.flatMap((each) => partsOf(each, definitions))
  if (part.$ref === undefined) return [part]
  const target = definitions[nameOf(part.$ref)]
  if (!target) return [part]
  const resolved = mergeAllOf(target, definitions)
  return resolved.type === 'object' ? [resolved] : [part]
}

function both(left: Schema, right: Schema, definitions: Definitions): Schema {
  const properties = { ...left.properties }
  for (const [name, schema] of Object.entries(right.properties ?? {})) {
    const before = properties[name]
    properties[name] = before === undefined ? schema : mergeAllOf({ allOf: narrowed([before, schema]) }, definitions)
  }
  const required = [...new Set([...(left.required ?? []), ...(right.required ?? [])])].sort()
  return {
    ...left,
    ...right,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  }
}

// Of a string and some of its values, or a type that is stated twice, the narrower one says it all.
function narrowed(schemas: Schema[]): Schema[] {
  return distinct(schemas).filter((schema, _, all) => !all.some((other) => other !== schema && isNarrower(other, schema)))
}

function isNarrower(narrow: Schema, wide: Schema): boolean {
  if (Object.keys(wide).length === 0 || wide.anyOf?.some((member) => sameSchema(member, narrow))) return true
  const values = narrow.enum ?? ('const' in narrow ? [narrow.const!] : undefined)
  if (!values) return false
  if (wide.type === 'string' && Object.keys(wide).length === 1) return values.every((value) => typeof value === 'string')
  return wide.enum !== undefined && values.every((value) => wide.enum!.includes(value))
}

function distinct(schemas: Schema[]): Schema[] {
  return schemas.filter((schema, index) => schemas.findIndex((other) => sameSchema(other, schema)) === index)
}
