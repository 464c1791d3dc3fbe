import type { Absent, Proof, Runtime } from './runtime.ts'

/** What is known of one runtime: a row of the table. Plain data, kept in `results.json`. */
export type Outcome = Proven | NotRun

export interface Proven {
  readonly runtime: string
  readonly version: string
  readonly proven: readonly string[]
  /** What does not work, and why. */
  readonly gaps: Readonly<Record<string, string>>
}

interface NotRun {
  readonly runtime: string
  /** Why. */
  readonly notRun: string
}

/** What a run of a runtime comes to, and what in it is other than it should be. */
export interface Judged {
  readonly outcome: Outcome
  readonly failures: readonly string[]
}

/** A gap has to be one: what begins to work is a promise that somebody must make. */
export function judge({ name, gaps = {} }: Runtime, proof: Proof | Absent): Judged {
  if ('absent' in proof) return { outcome: { runtime: name, notRun: proof.absent }, failures: [] }
  const { version, findings } = proof
  const failures = findings.flatMap(({ what, error }) => {
    const known = what in gaps
    if (known && error === undefined) return [`${what} is a gap (${gaps[what]}), and yet it works.`]
    return known || error === undefined ? [] : [`${what}: ${error}`]
  })
  const untried = Object.keys(gaps).filter((what) => !findings.some((finding) => finding.what === what))
  const proven = findings.flatMap(({ what, error }) => (error === undefined ? [what] : []))
  return {
    outcome: { runtime: name, version, proven, gaps },
    failures: [...failures, ...untried.map((what) => `${what} is a gap that was not tried.`)],
  }
}

/** The rows with these in the place of their own; what could not be run this time leaves alone what was proven before. */
export function merge(rows: readonly Outcome[], fresh: readonly Outcome[], order: readonly string[]): Outcome[] {
  const all = new Map(rows.map((row) => [row.runtime, row]))
  for (const row of fresh) if (!('notRun' in row) || !all.has(row.runtime)) all.set(row.runtime, row)
  return order.flatMap((name) => all.get(name) ?? [])
}
