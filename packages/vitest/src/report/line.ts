import type { ObservedRun } from './observe.ts'
import type { RunReport } from './report.ts'

const mostNamed = 3

/** The run in a line. */
export function describeRun({ modules }: ObservedRun, { partial, cassettes }: RunReport): string {
  const outcomes = modules.flatMap(({ tests }) => tests.map(({ outcome }) => outcome))
  const sum = (values: readonly number[]) => values.reduce((left, right) => left + right, 0)
  const known = cassettes.filter((cassette) => !cassette.partial)
  const unused = sum(known.map((cassette) => cassette.unused.length))
  const orphans = known.filter(({ tests }) => tests.length === 0).map(({ path }) => path)
  const facts = [
    `${sum(outcomes.map(({ replayed }) => replayed))} replayed`,
    `${sum(outcomes.map(({ recorded }) => recorded))} recorded`,
    count(sum(outcomes.map(({ misses }) => misses)), 'miss', 'misses'),
  ]
  const idle = [
    `${count(unused, 'interaction', 'interactions')} unused`,
    `${count(orphans.length, 'cassette', 'cassettes')} that no test used${named(orphans)}`,
  ]
  return ` respool  ${facts.join(', ')}; ${idle.join(', ')}${partial ? ' (as far as tests ran and passed)' : ''}`
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

function named(paths: readonly string[]): string {
  if (paths.length === 0) return ''
  const more = paths.length > mostNamed ? [`and ${paths.length - mostNamed} more`] : []
  return `: ${[...paths.slice(0, mostNamed), ...more].join(', ')}`
}
