import { isObject, type JsonObject, type JsonValue } from './value.ts'

/**
 * The one text of all JSON texts with the same meaning: keys sorted, no white space, numbers and strings in their shortest form.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785 (the idea; keys are sorted by UTF-16 code units as there)
 */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(sorted(value))
}

// What is in order already is not copied: most clients send the same order every time.
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return sortedItems(value)
  return isObject(value) ? sortedKeys(value) : value
}

function sortedItems(items: JsonValue[]): JsonValue[] {
  let copy: JsonValue[] | undefined
  for (let index = 0; index < items.length; index++) {
    const before = items[index]!
    const after = sorted(before)
    if (after !== before) (copy ??= items.slice())[index] = after
  }
  return copy ?? items
}

function sortedKeys(object: JsonObject): JsonObject {
  const keys = Object.keys(object)
  let copy: JsonObject | undefined = inOrder(keys) ? undefined : inKeyOrder(object, keys.sort())
  for (const key of keys) {
    const before = object[key]!
    const after = sorted(before)
    if (after !== before) (copy ??= inKeyOrder(object, keys))[key] = after
  }
  return copy ?? object
}

function inOrder(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index++) if (keys[index]! < keys[index - 1]!) return false
  return true
}

/** A copy with its keys in this order; without a prototype, so that a key named __proto__ is a key like any other. */
function inKeyOrder(object: JsonObject, keys: readonly string[]): JsonObject {
  const copy = Object.create(null) as JsonObject
  for (const key of keys) copy[key] = object[key]!
  return copy
}
