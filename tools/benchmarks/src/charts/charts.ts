import { mkdirSync, writeFileSync } from 'node:fs'
import type { Results } from '../results.ts'
import { costs } from './costs.ts'
import { growthChart } from './growth.ts'
import { themes, type Theme } from './theme.ts'

const folder = new URL('../../charts/', import.meta.url)

/** Each twice: GitHub shows the one that suits the reader's colours. */
export function writeCharts(results: Results): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, theme] of Object.entries<Theme>(themes)) {
    writeFileSync(new URL(`costs-${name}.svg`, folder), costs(results, theme))
    writeFileSync(new URL(`growth-${name}.svg`, folder), growthChart(results, theme))
  }
}
