import { digits, figureKinds, ratio } from './figures.ts'
import type { Cell } from './frame/race.ts'
import { markOf, type GroupResult } from './results.ts'

/** Ratios first, to whoever stands first; then the figures, the CPU time of ten thousand where one is small, and what is to be said of the answers. */
export function tableOf(id: string, { title, columns, cells }: GroupResult): string {
  const [base] = cells as [Cell]
  const head = ['', ...columns.map((name) => figureKinds[name].label), '|', ...columns.map((name) => figureKinds[name].label), '']
  const rows = cells.map((cell) => {
    if (cell.fault !== undefined) return [cell.name, `not timed: ${cell.fault}`]
    const ratios = columns.map((name) => ratioOf(cell.figures[name], base.figures[name]))
    const figures = columns.map((name) => write(name, cell.figures[name]))
    return [cell.name, ...ratios, '|', ...figures, markOf(cell)]
  })
  return [`\n${id}: ${title}`, ...align([head, ...rows])].join('\n')
}

function ratioOf(value: number | undefined, base: number | undefined): string {
  return value === undefined || !base ? '-' : ratio(value / base)
}

function write(name: keyof typeof figureKinds, value: number | undefined): string {
  if (value === undefined) return '-'
  return name === 'cpu' && value < 1 ? `${digits(value * 10)} s/10k` : figureKinds[name].write(value)
}

/** Names to the left, figures to the right; a row that is a remark has no columns. */
function align(rows: readonly (readonly string[])[]): string[] {
  const [head] = rows as [readonly string[]]
  const widths = head.map((_, column) => Math.max(...rows.map((row) => (column === 0 || row.length > 2 ? row[column]!.length : 0))))
  return rows.map((row) => {
    const [name, ...others] = row
    const rest = row.length > 2 ? others.map((text, at) => (at === others.length - 1 ? text : text.padStart(widths[at + 1]!))) : others
    return `  ${name!.padEnd(widths[0]!)}  ${rest.join('  ')}`.trimEnd()
  })
}
