import type { Block } from './block.ts'
import { placeOf } from './block.ts'
import type { Treatment, Verdict } from './verdict.ts'

export type Judged = readonly [block: Block, verdict: Verdict]

const treatments: readonly Treatment[] = ['run', 'compared', 'type-checked', 'parsed', 'left']

/** A row a page, a total, and below it what was left and why. */
export function formatTable(judged: readonly Judged[]): string {
  const pages = [...new Set(judged.map(([{ page }]) => page))]
  const rows = [
    ['page', 'blocks', ...treatments],
    ...pages.map((page) =>
      row(
        page,
        judged.filter(([block]) => block.page === page),
      ),
    ),
    row('all', judged),
  ]
  const width = (column: number) => Math.max(...rows.map((cells) => cells[column]!.length))
  const lines = rows.map((cells) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(width(0)) : cell.padStart(width(column) + 2))).join(''),
  )
  const notes = judged
    .filter(([, { note }]) => note !== undefined)
    .map(([block, { note }]) => `  ${placeOf(block)} (${block.lang}): ${note}`)
  return [...lines, '', 'Left, or checked elsewhere:', ...notes].join('\n')
}

function row(name: string, judged: readonly Judged[]): string[] {
  const counts = treatments.map((each) => judged.filter(([, { treatment }]) => treatment === each).length)
  return [name, ...[judged.length, ...counts].map((count) => (count === 0 ? '·' : String(count)))]
}

export function formatFailures(judged: readonly Judged[]): string {
  return judged
    .filter(([, { failure }]) => failure !== undefined)
    .map(([block, { failure }]) => `${placeOf(block)} (${block.lang}): ${failure}`)
    .join('\n\n')
}
