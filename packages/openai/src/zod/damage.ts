import type { JsonValue } from '@respool/core'

/** A value and what was done to it. */
export interface Damaged {
  readonly what: string
  readonly value: JsonValue
}

const replacements: readonly JsonValue[] = [null, 'x', '', 1, 1.5, -1, true, [], {}, [null], { type: 'message' }]

/**
 * Copies of a value with one place changed each: taken away, or of another type. For every place one replacement, in turn, so that they stay few.
 */
export function damaged(value: JsonValue): Damaged[] {
  const places = placesOf(value, [])
  return places.flatMap((path, index) => {
    const replacement = replacements[index % replacements.length]!
    return [
      { what: `${path.join('.')} = ${JSON.stringify(replacement)}`, value: change(value, path, replacement) },
      { what: `without ${path.join('.')}`, value: change(value, path, undefined) },
      { what: `${path.join('.')} and a key more`, value: change(value, [...path.slice(0, -1), 'zzz'], replacement) },
    ]
  })
}

type Path = readonly string[]

function placesOf(value: JsonValue, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => [[...path, key], ...placesOf(child, [...path, key])])
}

function change(value: JsonValue, [step, ...rest]: Path, replacement: JsonValue | undefined): JsonValue {
  if (step === undefined || typeof value !== 'object' || value === null) return replacement ?? null
  if (Array.isArray(value)) {
    const child = value[Number(step)]
    if (child === undefined) return value
    if (rest.length === 0 && replacement === undefined) return value.filter((_, index) => index !== Number(step))
    return value.with(Number(step), rest.length === 0 ? replacement! : change(child, rest, replacement))
  }
  const { [step]: child, ...others } = value
  if (rest.length === 0) return replacement === undefined ? others : { ...value, [step]: replacement }
  return { ...value, [step]: change(child!, rest, replacement) }
}
