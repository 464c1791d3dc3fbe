import { readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import type { FigureName } from './figures.ts'
import type { Cell } from './frame/race.ts'

/** One run: ratios are taken within it, never between two. */
export interface Results {
  readonly machine: string
  readonly node: string
  readonly groups: { readonly [id: string]: GroupResult }
}

export interface GroupResult {
  readonly title: string
  readonly columns: readonly FigureName[]
  readonly cells: readonly Cell[]
}

export function machine(): string {
  const [cpu] = cpus()
  return `${cpus().length} cores of ${cpu?.model.trim() ?? arch()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release().split('-')[0]}`
}

export function writeResults(file: string | URL, results: Results): void {
  const round = (_key: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value)
  writeFileSync(file, `${JSON.stringify(results, round, 2)}\n`)
}

export function readResults(file: string | URL): Results {
  return JSON.parse(readFileSync(file, 'utf8')) as Results
}

export function cellOf(results: Results, group: string, name: string): Cell | undefined {
  return results.groups[group]?.cells.find((cell) => cell.name === name)
}

/** Right, and with all chunks kept apart. */
export function isFaultless({ fault, kept }: Cell): boolean {
  return fault === undefined && (kept === undefined || kept.chunks === kept.of)
}

/** What is to be said of its answers, if anything. */
export function markOf({ fault, kept }: Cell): string {
  if (fault !== undefined) return fault
  return kept && kept.of > 1 ? `${kept.chunks} of ${kept.of} chunks` : ''
}
