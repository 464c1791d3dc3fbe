import { isObject, type JsonValue } from '@respool/core'

/** A text that all JSON bodies of one meaning share, whatever the order of their keys and the form of their numbers. */
export function canonicalBody(body: string | Uint8Array, without?: string): string {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  if (text === '') return ''
  const value = JSON.parse(text) as JsonValue
  if (without !== undefined && isObject(value)) delete value[without]
  return JSON.stringify(sorted(value))
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  // An array of pairs: what an object does with keys such as 1 or __proto__ must not matter.
  return Object.keys(value)
    .sort()
    .map((key) => [key, sorted(value[key]!)])
}
