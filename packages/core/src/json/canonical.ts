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
  let same = true
  let previous = ''
  const values = keys.map((key) => {
    const value = sorted(object[key]!)
    same &&= previous <= key && value === object[key]
    previous = key
    return value
  })
  if (same) return object
  // Without a prototype, so that a key named __proto__ is a key like any other.
  const copy = Object.create(null) as JsonObject
  for (const [key, value] of keys.map((each, index) => [each, values[index]!] as const).sort(byKey)) copy[key] = value
  return copy
}

function byKey([a]: readonly [string, JsonValue], [b]: readonly [string, JsonValue]): number {
  return a < b ? -1 : 1
}
