import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
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
  return { snapshot: object(snapshot, places.snapshot) as unknown as Snapshot, lock: object(lock, places.lock) as unknown as Lock }
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

function object(text: string, place: string): object {
  const value = parse(text, place)
  if (typeof value === 'object' && value !== null) return value
  throw new CodegenProblem(place, `is ${JSON.stringify(value)}.`, 'Take it from the history again: git checkout.')
}

/** The version of the package whose files these are. */
export function versionOf(root: string): string {
  const place = 'packages/openai/package.json'
  return (parse(readText(root, place) ?? '{"version":"0.0.0"}', place) as { version: string }).version
}

/**
 * Writes the files that differ: all of them beside their places first, so that a full disk leaves everything as it was. Then they are put in place: the changeset first,
 * as it says what is different from the snapshot that is there, and the lock, which vouches for all others, last. Whoever is interrupted runs the same again.
 */
export function writeOutputs(root: string, files: ReadonlyMap<string, string>): string[] {
  const changed = [...files].filter(([place, text]) => readText(root, place) !== text)
  const ordered = changed.toSorted(byTurn).map(([place, text]) => ({ file: join(root, place), text }))
  try {
    for (const { file, text } of ordered) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(`${file}.new`, text)
    }
    for (const { file } of ordered) renameSync(`${file}.new`, file)
  } catch (error) {
    for (const { file } of ordered) rmSync(`${file}.new`, { force: true, recursive: true })
    throw error
  }
  return changed.map(([place]) => place)
}

const last: readonly string[] = [places.types, places.operations, places.zod, places.snapshot, places.lock]

export function byTurn([a]: readonly [place: string, text: string], [b]: readonly [place: string, text: string]): number {
  return last.indexOf(a) - last.indexOf(b)
}
