import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Outcome } from './outcome.ts'
import { blockOf, withRuntimes } from './table.ts'

const results: string = fileURLToPath(new URL('results.json', import.meta.url))
export const readme: string = fileURLToPath(new URL('../../../README.md', import.meta.url))

/** What was proven when somebody last looked. */
export async function readResults(): Promise<Outcome[]> {
  return JSON.parse(await readFile(results, 'utf8')) as Outcome[]
}

export async function writeResults(rows: readonly Outcome[]): Promise<void> {
  await writeFile(results, `${JSON.stringify(rows, undefined, 2)}\n`)
  await writeFile(readme, withRuntimes(await readFile(readme, 'utf8'), blockOf(rows)))
}
