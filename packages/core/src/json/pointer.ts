import { isObject, type JsonObject, type JsonValue } from './value.ts'

/** A place in a JSON value, as RFC 6901 writes it: `/messages/0/content`. The whole value is the empty string. */
export function toPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The steps of a JSON Pointer; undefined where it is none. */
export function fromPointer(pointer: string): string[] | undefined {
  if (pointer === '') return []
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** A copy without what the steps lead to; `*` steps into every key or item. In an array the place is kept, so that what follows does not move. */
export function without(value: JsonValue, [step, ...rest]: readonly string[]): JsonValue {
  if (step === undefined) return null
  if (Array.isArray(value)) {
    return value.map((item, index) => (step === '*' || step === String(index) ? without(item, rest) : item))
  }
  if (!isObject(value)) return value
  const copy = Object.create(null) as JsonObject
  for (const [key, item] of Object.entries(value)) {
    if (step !== '*' && step !== key) copy[key] = item
    else if (rest.length > 0) copy[key] = without(item, rest)
  }
  return copy
}
