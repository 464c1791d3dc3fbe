import type { Finding } from './proof.ts'

export interface Section {
  readonly name: string
  readonly findings: readonly Finding[]
}

/** All findings in one table, and below it the first failures of each. */
export function formatTable(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ name, findings }) => [[name, ''], ...findings.map((each) => [`  ${each.what}`, figure(each)])])
  const width = Math.max(...rows.map(([what]) => what!.length))
  const lines = rows.map(([what, count]) => (count === '' ? `\n${what}` : `${what!.padEnd(width)}  ${count}`))
  const failures = sections.flatMap(({ findings }) => findings.filter((each) => each.failures.length > 0).map(describeFailures))
  return [...lines, ...failures].join('\n')
}

export function isProven(sections: readonly Section[]): boolean {
  // What was never tried is not proven.
  return sections.every(({ findings }) => findings.every(({ of, failures }) => of > 0 && failures.length === 0))
}

function figure({ of, failures, note }: Finding): string {
  const count = `${of - failures.length} of ${of}`
  return note === undefined ? count : `${count} (${note})`
}

function describeFailures({ what, failures }: Finding): string {
  const more = failures.length > 5 ? `\n  … and ${failures.length - 5} more` : ''
  return `\nnot so: ${what}\n${failures
    .slice(0, 5)
    .map((each) => `  ${each.length > 200 ? `${each.slice(0, 200)} …` : each}`)
    .join('\n')}${more}`
}
