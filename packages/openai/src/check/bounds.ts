import { isObject, type JsonValue } from '@respool/core'
import type { Schema } from './schema.ts'

/** In what a value of the right type is beyond its bounds, in words; undefined where it is within them. */
export function brokenBound(value: JsonValue, schema: Schema): string | undefined {
  if (typeof value === 'string')
    return outside(codePoints(value, schema), schema.minLength, schema.maxLength, 'characters') ?? unlike(value, schema)
  if (typeof value === 'number') return outOfRange(value, schema)
  if (Array.isArray(value)) return outside(value.length, schema.minItems, schema.maxItems, 'items')
  return isObject(value) ? outside(Object.keys(value).length, undefined, schema.maxProperties, 'keys') : undefined
}

// Counted only where it matters: prompts are long.
function codePoints(text: string, { minLength, maxLength }: Schema): number {
  return minLength === undefined && maxLength === undefined ? 0 : Array.from(text).length
}

function outside(size: number, least = 0, most = Infinity, unit: string): string | undefined {
  if (size < least) return `${size} ${unit}, not ${least} or more`
  return size > most ? `${size} ${unit}, not ${most} or less` : undefined
}

function unlike(text: string, { pattern }: Schema): string | undefined {
  return pattern === undefined || new RegExp(pattern, 'u').test(text) ? undefined : `${JSON.stringify(text)}, not like ${pattern}`
}

function outOfRange(value: number, schema: Schema): string | undefined {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity, multipleOf } = schema
  if (value < minimum || value <= exclusiveMinimum) return `${value}, not ${Math.max(minimum, exclusiveMinimum)} or more`
  if (value > maximum || value >= exclusiveMaximum) return `${value}, not ${Math.min(maximum, exclusiveMaximum)} or less`
  return multipleOf === undefined || Number.isInteger(value / multipleOf) ? undefined : `${value}, not a multiple of ${multipleOf}`
}
