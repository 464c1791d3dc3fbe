import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CodegenProblem } from './problem.ts'
import type { Lock } from './lock.ts'
import { places } from './outputs.ts'
import type { Snapshot } from './snapshot.ts'

/** What stands in the repository now. */
export interface Committed {
  readonly snapshot: Snapshot
  readonly lock: Lock
}

export function readText(root: string, place: string): string | undefined {
  try {
    return readFileSync(join(root, place), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Undefined where nothing has been generated yet. */
export function readCommitted(root: string): Committed | undefined {
  const snapshot = readText(root, places.snapshot)
  const lock = readText(root, places.lock)
  if (snapshot === undefined || lock === undefined) return undefined
  return { snapshot: parse(snapshot, places.snapshot) as Snapshot, lock: parse(lock, places.lock) as Lock }
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CodegenProblem(
      place,
      `is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      'Take it from the history again: git checkout.',
    )
  }
}

/** The version of the package whose files these are. */
export function versionOf(root: string): string {
  const place = 'packages/openai/package.json'
  return (parse(readText(root, place) ?? '{"version":"0.0.0"}', place) as { version: string }).version
}

/** Writes the files that differ; the lock, which vouches for the others, last. */
export function writeOutputs(root: string, files: ReadonlyMap<string, string>): string[] {
  const changed = [...files].filter(([place, text]) => readText(root, place) !== text)
  for (const [place, text] of changed.toSorted(([a], [b]) => Number(a === places.lock) - Number(b === places.lock))) {
    const file = join(root, place)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
  }
  return changed.map(([place]) => place)
}
