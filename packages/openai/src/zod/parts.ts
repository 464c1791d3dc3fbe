import * as z from 'zod/mini'

/** What zod has not, or has otherwise than JSON Schema. Only generated code uses it. */

/**
 * A key that may be absent. In JSON nothing is undefined, so that is not in the type; a value built in code may have it, and then it is absent, too.
 */
export function optional<T extends z.core.SomeType>(schema: T): Optional<T> {
  return z.optional(schema) as unknown as Optional<T>
}
type Optional<T extends z.core.SomeType> = z.ZodMiniType<z.core.output<T>, z.core.input<T>> & {
  _zod: { optin: 'optional'; optout: 'optional' }
}

/** A schema and its checks; a method would not be seen as pure by bundlers. */
export function where<T extends z.ZodMiniType>(
  schema: T,
  ...checks: z.core.CheckFn<z.core.output<T>>[] | z.core.$ZodCheck<z.core.output<T>>[]
): T {
  return schema.check(...checks)
}

// zod's own stop at 2^53, and JSON Schema does not.
export const whole: z.core.$ZodCheck<number> = /*@__PURE__*/ z.refine((value: number) => Number.isInteger(value), 'expected an integer')
export const integer = /*@__PURE__*/ where(/*@__PURE__*/ z.number(), whole)

// JSON Schema counts code points, zod what a string's length is: an emoji is one to the one, and two to the other.
export function atLeast(length: number): z.core.$ZodCheck<string> {
  return z.refine((value: string) => value.length >= length && codePoints(value) >= length, `expected ${length} characters or more`)
}

export function atMost(length: number): z.core.$ZodCheck<string> {
  return z.refine((value: string) => value.length <= length || codePoints(value) <= length, `expected ${length} characters or less`)
}

function codePoints(text: string): number {
  return Array.from(text).length
}

export function atMostKeys(count: number): z.core.$ZodCheck<object> {
  return z.refine((value: object) => Object.keys(value).length <= count, `expected ${count} keys or less`)
}

export const present = /*@__PURE__*/ z.custom((value) => value !== undefined, 'expected a value')
export const bytes = /*@__PURE__*/ z.custom<Blob | Uint8Array>(
  (value) => value instanceof Uint8Array || value instanceof Blob,
  'expected bytes',
)

export function not(schema: z.ZodMiniType): z.ZodMiniType {
  return z.custom((value) => !schema.safeParse(value).success, 'expected something else')
}
