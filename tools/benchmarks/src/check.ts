import type { FigureName } from './figures.ts'
import type { Results } from './results.ts'

/** Ratios that are kept in the repository: of respool's cells, each of a group's figures beside the group's first floor. */
export interface Baseline {
  readonly node: string
  readonly ratios: { readonly [key: string]: number }
}

/** As a part of what was. */
const tolerance = 0.25

export interface Loss {
  readonly key: string
  /** Of this group. */
  readonly group: string
  readonly was: number
  readonly is: number
}

/** `<group> | <cell> | <figure>` and how often the floor fits into it. */
export function ratiosOf({ groups }: Results): { readonly [key: string]: number } {
  const ratios: Record<string, number> = {}
  for (const [id, { cells, columns }] of Object.entries(groups)) {
    const [floor] = cells
    for (const { name, figures } of cells.filter((cell) => cell.kind === 'respool')) {
      for (const column of steadyOf(columns)) {
        const value = figures[column]
        const base = floor?.figures[column]
        if (value !== undefined && base) ratios[[id, name, column].join(separator)] = Number((value / base).toPrecision(4))
      }
    }
  }
  return ratios
}

const separator = ' | '

/** What can fail a build: CPU time is less moody than time, and what a process has taken at its peak than nothing. */
function steadyOf(columns: readonly FigureName[]): readonly FigureName[] {
  if (columns.includes('cpu')) return ['cpu']
  const steady = columns.filter((column) => column === 'lookupLast' || column === 'memory' || column === 'gzip')
  return steady.length > 0 ? steady : columns.slice(0, 1)
}

/** What was measured now and is dearer than it was by more than the tolerance. */
export function lossesIn(results: Results, { ratios }: Baseline): Loss[] {
  return Object.entries(ratiosOf(results)).flatMap(([key, is]) => {
    const was = ratios[key]
    const [group] = key.split(separator) as [string]
    const isLost = was !== undefined && is > was * (1 + tolerance)
    return isLost ? [{ key, group, was, is }] : []
  })
}
