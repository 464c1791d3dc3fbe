import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Outcome } from './outcome.ts'
import { readme, readResults } from './results.ts'
import { runtimes } from './runtimes/index.ts'
import { blockOf, withRuntimes } from './table.ts'
import { versions } from './versions.ts'

test('what all have in common is said once', () => {
  const rows: Outcome[] = [
    { runtime: 'Bun', version: '1', proven: ['misses', 'files'], gaps: { '`patchUndici`': 'no undici' } },
    { runtime: 'workerd', version: '2', proven: ['misses'], gaps: {} },
    { runtime: 'Deno', notRun: 'no network' },
  ]
  expect(blockOf(rows)).toBe(
    `
Proven on each of these, with what is built: misses.

| runtime | version | proven besides           | does not work            |
| ------- | ------- | ------------------------ | ------------------------ |
| Bun     | 1       | files                    | \`patchUndici\`: no undici |
| workerd | 2       |                          |                          |
| Deno    |         | not run here: no network |                          |
`.trim(),
  )
})

test('the README says what was proven, of every runtime', async () => {
  const rows = await readResults()
  expect(rows.map(({ runtime }) => runtime)).toEqual(runtimes.map(({ name }) => name))
  const page = readFileSync(readme, 'utf8')
  expect(page).toBe(withRuntimes(page, blockOf(rows)))
})

test('the versions in the table are those that are fetched', async () => {
  const rows = await readResults()
  const proven = rows.flatMap((row) => ('notRun' in row || row.runtime.startsWith('Chromium') ? [] : row.version))
  const fetched = new Set<string>([...versions.node, versions.bun, versions.deno, versions.workerd])
  expect(proven.filter((version) => !fetched.has(version))).toEqual([])
})
