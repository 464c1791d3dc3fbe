/** What `JSON.parse` gives. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject
export interface JsonObject {
  [key: string]: JsonValue
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Parses JSON so that no two different numbers become one: what a double cannot hold (integers beyond 2^53, 1e400) comes back as its own digits,
 * tagged so that it equals no string.
 *
 * @returns undefined where the text is no JSON
 */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(mayLoseDigits.test(text) ? tagNumbers(text) : text) as JsonValue
  } catch {
    return undefined
  }
}

// Cheap, and nearly always false: 16 digits in a row, or an exponent of three.
const mayLoseDigits = /\d{16}|\d[eE][+-]?\d{3}/
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

function tagNumbers(text: string): string {
  return text.replace(stringOrNumber, (token) =>
    token.startsWith('"') || isExact(token) ? token : JSON.stringify(`\u0000number:${token}`),
  )
}

function isExact(lexeme: string): boolean {
  const number = Number(lexeme)
  // Fractions are doubles to every JSON reader there is; only whole numbers are ids that someone compares to the last digit.
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number))
}
