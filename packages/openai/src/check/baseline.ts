import { RespoolError } from '@respool/core'
import { driftName, type Drift } from './report.ts'

/**
 * The text of a baseline: a file to commit, so that only new drift is told of. One drift a line, sorted, known ones left out.
 *
 * @see {@link newDrift}
 */
export function baselineOf(drifts: readonly Drift[]): string {
  const names = drifts.filter(({ known }) => !known).map(driftName)
  return `${JSON.stringify({ drift: [...new Set(names)].sort() }, null, 2)}\n`
}

/**
 * The drift that neither a dialect nor the baseline knows: what a check should fail for.
 *
 * @param baseline the text of the file; undefined where there is none yet
 * @throws RespoolError `invalid-option` where the text is no baseline
 * @example
 * ```ts
 * const fresh = newDrift(driftReport(checks), await readFile('openai-drift.json', 'utf8'))
 * if (fresh.length > 0) throw new Error(formatDrift(fresh))
 * ```
 */
export function newDrift(drifts: readonly Drift[], baseline: string | undefined): Drift[] {
  const accepted = new Set(baseline === undefined ? [] : readBaseline(baseline))
  return drifts.filter((drift) => !drift.known && !accepted.has(driftName(drift)))
}

function readBaseline(text: string): readonly string[] {
  const value = parse(text)
  const names = typeof value === 'object' && value !== null && 'drift' in value ? value.drift : undefined
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names
  const expected = '{ "drift": [names] }, as baselineOf() makes it'
  throw new RespoolError('invalid-option', `The baseline is not one: it is ${expected}. Make it anew from a report.`, {
    option: 'baseline',
    value: text.slice(0, 80),
    expected,
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
