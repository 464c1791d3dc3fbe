import { isObject, type JsonValue } from '@respool/core'

/** JSON as people read it: what fits in so many columns stands on one line, and so does every list of mere numbers and texts. */
export function jsonText(value: JsonValue, columns: number): string {
  const line = JSON.stringify(value)
  if (line.length <= columns) return line
  const entries = Array.isArray(value)
    ? value.some((each) => typeof each === 'object' && each !== null)
      ? value.map((each) => jsonText(each, columns - 2))
      : undefined
    : isObject(value)
      ? Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${jsonText(each, columns - 2)}`)
      : undefined
  if (!entries) return line
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open!}\n${entries.map((entry) => entry.replace(/^/gm, '  ')).join(',\n')}\n${close!}`
}
