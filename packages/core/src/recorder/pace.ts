import { invalidOption, show } from '../model/options.ts'

/**
 * How fast a replay goes: at once, as it was recorded, or faster and slower by a factor (`{ speed: 2 }` takes half the time).
 */
export type Pace = 'instant' | 'recorded' | { readonly speed: number }

/** What a recorded delay becomes: 0 where there is nothing to wait for. */
export function scaleOf(pace: Pace): number {
  if (pace === 'instant') return 0
  if (pace === 'recorded') return 1
  if (typeof pace === 'object' && pace !== null && pace.speed > 0) return 1 / pace.speed
  const expected = "'instant', 'recorded' or { speed: a number above 0 }"
  throw invalidOption('pace', pace, expected, `pace is ${show(pace)}. It is ${expected}.`)
}
