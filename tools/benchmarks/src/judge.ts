import { ratio } from './figures.ts'
import { cellOf, isFaultless, type Results } from './results.ts'
import { bestPeer, targets, type Side, type Target } from './targets.ts'

export interface Judgement {
  readonly target: Target
  /** Absent where the run has no such figures. */
  readonly measured?: number
  readonly isMet?: boolean
}

export function judge(results: Results): Judgement[] {
  return targets.map((target) => {
    const ours = valueOf(results, target.ours)
    const beside = valueOf(results, target.beside)
    if (ours === undefined || beside === undefined) return { target }
    const measured = ours / beside
    const cell = cellOf(results, target.ours.group, target.ours.cell)!
    return { target, measured, isMet: measured <= target.atMost && (target.whole !== true || isFaultless(cell)) }
  })
}

/** Target beside measured, a line each. */
export function judgementLines(judgements: readonly Judgement[]): string[] {
  return judgements.map(({ target, measured, isMet }) => {
    const verdict = measured === undefined ? 'not measured' : `${ratio(measured).padStart(7)}  ${isMet ? 'met' : 'SHORT'}`
    return `  ${target.what.padEnd(76)} at most ${ratio(target.atMost).padStart(6)}  ${verdict}`
  })
}

function valueOf(results: Results, { group, cell, figure }: Side): number | undefined {
  if (cell !== bestPeer) return cellOf(results, group, cell)?.figures[figure]
  const peers = results.groups[group]?.cells.filter((each) => each.kind === 'peer' && isFaultless(each)) ?? []
  const values = peers.map(({ figures }) => figures[figure]).filter((value) => value !== undefined)
  return values.length > 0 ? Math.min(...values) : undefined
}
