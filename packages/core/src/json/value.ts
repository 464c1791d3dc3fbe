/** What `JSON.parse` gives. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject
/** An object as `JSON.parse` gives it. */
export interface JsonObject {
  [key: string]: JsonValue
}

/** Whether a JSON value is an object: neither null nor an array. */
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
    const value = JSON.parse(text) as JsonValue
    return losesDigits(value) ? (JSON.parse(tagNumbers(text)) as JsonValue) : value
  } catch {
    return undefined
  }
}

// Looking at the numbers that came out is cheaper than looking for long ones in the text, which is mostly prose.
function losesDigits(value: JsonValue): boolean {
  if (typeof value === 'number') return !isExact(value)
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) ? value.some(losesDigits) : Object.values(value).some(losesDigits)
}

const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

function tagNumbers(text: string): string {
  return text.replace(stringOrNumber, (token) =>
    token.startsWith('"') || isExact(Number(token)) ? token : JSON.stringify(`\u0000number:${token}`),
  )
}

function isExact(number: number): boolean {
  // Fractions are doubles to every JSON reader there is; only whole numbers are ids that someone compares to the last digit.
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number))
}
