import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, relative, sep } from 'node:path'
import { cassetteFolder } from '../cassette-path.ts'
import type { FoundCassette } from './folders.ts'
import type { ObservedRun, ObservedTest } from './observe.ts'

/** What a run says of its cassettes, for `respool prune --report`: plain JSON. */
export interface RunReport {
  readonly version: 1
  /** Some tests did not run, or failed: what they use is not known. Each cassette says for itself whether that concerns it. */
  readonly partial: boolean
  /** In the order of their paths. */
  readonly cassettes: readonly CassetteReport[]
}

/** What a run says of one cassette. */
export interface CassetteReport {
  /** From the folder of the report, with `/` between folders. */
  readonly path: string
  /** Of the file's content after the run, in hex: what is said here holds for this content alone. Absent where there is no such file. */
  readonly sha256?: string
  /** The tests that used it, in this run; none: no test used the cassette. */
  readonly tests: readonly string[]
  /** Interactions that were played or recorded, by their position in the file, from 0. */
  readonly used: readonly number[]
  /** Interactions that were neither. */
  readonly unused: readonly number[]
  /** It is not known what else uses it: a test that may use it did not run, or failed, or did not look at what was recorded. Then nothing may be pruned. */
  readonly partial: boolean
}

/** @param from the folder that paths are relative to */
export async function reportOf({ modules, whole }: ObservedRun, found: readonly FoundCassette[], from: string): Promise<RunReport> {
  const wholeFolders = new Set(modules.filter((module) => module.whole).map(({ file }) => cassetteFolder(file)))
  const certain = (path: string) => whole || ancestors(path).some((folder) => wholeFolders.has(folder))
  const tests = byCassette(modules.flatMap((module) => module.tests))
  const used = Array.from(tests, async ([cassette, users]) => ({ ...(await fileOf(cassette, from)), ...usage(users, certain(cassette)) }))
  const others = found.filter(({ path }) => !tests.has(path))
  const unused = others.map(async ({ path }) => ({
    ...(await fileOf(path, from)),
    tests: [],
    used: [],
    unused: [],
    partial: !certain(path),
  }))
  const cassettes = await Promise.all([...used, ...unused])
  return { version: 1, partial: !whole, cassettes: cassettes.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

function usage(users: readonly ObservedTest[], certain: boolean): Pick<CassetteReport, 'tests' | 'used' | 'unused' | 'partial'> {
  const outcomes = users.map(({ outcome }) => outcome)
  const total = Math.max(...outcomes.map((outcome) => outcome.total + outcome.recorded))
  const positions = Array.from({ length: total }, (_, position) => position)
  const unused = positions.filter((position) => outcomes.every((outcome) => outcome.unused.includes(position)))
  // Who records everything anew looks at nothing; where several have recorded, nobody knows whose is whose.
  const looked = outcomes.every(
    ({ mode, recorded }) => mode !== 'rerecord' && mode !== 'passthrough' && (recorded === 0 || outcomes.length === 1),
  )
  return {
    tests: users.map(({ name }) => name),
    used: positions.filter((position) => !unused.includes(position)),
    unused,
    partial: !certain || !looked,
  }
}

function byCassette(tests: readonly ObservedTest[]): Map<string, ObservedTest[]> {
  const groups = new Map<string, ObservedTest[]>()
  for (const test of tests) {
    const group = groups.get(test.outcome.cassette)
    if (group) group.push(test)
    else groups.set(test.outcome.cassette, [test])
  }
  return groups
}

async function fileOf(path: string, from: string): Promise<Pick<CassetteReport, 'path' | 'sha256'>> {
  const short = relative(from, path).split(sep).join('/')
  try {
    return {
      path: short,
      sha256: createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    }
  } catch {
    // Nothing was recorded, or it is a folder.
    return { path: short }
  }
}

function ancestors(path: string): string[] {
  const folder = dirname(path)
  return folder === path ? [] : [folder, ...ancestors(folder)]
}
