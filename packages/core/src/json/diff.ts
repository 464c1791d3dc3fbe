import { toPointer } from './pointer.ts'
import { isObject, type JsonValue } from './value.ts'

/** One place in which two JSON values differ; a side is undefined where it has nothing there. */
export interface JsonDifference {
  readonly pointer: string
  readonly left: JsonValue | undefined
  readonly right: JsonValue | undefined
}

/** Where two JSON values differ, in the order of the left one, at most `limit` places. */
export function diffJson(left: JsonValue, right: JsonValue, limit = Infinity): JsonDifference[] {
  const differences: JsonDifference[] = []
  compare(left, right, [])
  return differences

  function compare(a: JsonValue | undefined, b: JsonValue | undefined, path: (string | number)[]): void {
    if (differences.length >= limit || a === b) return
    if (Array.isArray(a) && Array.isArray(b)) {
      for (let index = 0; index < Math.max(a.length, b.length); index++) compare(a[index], b[index], [...path, index])
    } else if (isObject(a) && isObject(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) compare(own(a, key), own(b, key), [...path, key])
    } else {
      differences.push({ pointer: toPointer(path), left: a, right: b })
    }
  }
}

function own(object: { [key: string]: JsonValue }, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}
