import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { isRespoolError } from '@respool/core'
import { loadCassette } from '../cassettes/load.ts'
import { remove, save, writable } from '../cassettes/save.ts'
import type { Run } from '../command.ts'
import type { PruneFlags } from '../commands/prune.ts'
import { plural } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'
import { readReport, type ReportedCassette } from './report.ts'

interface Pruned {
  readonly cassette: string
  /** How many of its interactions go; all of them: the file too. */
  readonly removed: number
  readonly of: number
  /** Why nothing was done, though there is something to do. */
  readonly left?: string
}

export const run: Run<PruneFlags, []> = async (terminal, { json, report, dryRun = false }) => {
  const unused = (await readReport(report, terminal.cwd)).filter((each) => each.unused.length > 0 || !each.inUse)
  const pruned: Pruned[] = []
  for (const each of unused) {
    const done = await prune(each, terminal.cwd, dryRun).catch((error: unknown) => unable(each, error))
    if (done) pruned.push(done)
  }
  if (json) terminal.out(`${JSON.stringify({ dryRun, cassettes: pruned }, null, 2)}\n`)
  else {
    const lines = pruned.flatMap((each) => wrap(describe(each), { columns: terminal.columns }))
    const removed = pruned.reduce((sum, each) => sum + each.removed, 0)
    const verb = dryRun ? 'would be removed' : 'removed'
    terminal.out(`${[...lines, `${plural(removed, 'interaction')} ${verb}`].join('\n')}\n`)
  }
  return pruned.some(({ left }) => left !== undefined) || (dryRun && pruned.some(({ removed }) => removed > 0)) ? 1 : 0
}

/** One that cannot be pruned keeps none of the others from it, nor what was done from being told. */
function unable({ name }: ReportedCassette, error: unknown): Pruned {
  if (isRespoolError(error)) return { cassette: name, removed: 0, of: 0, left: error.message }
  throw error
}

async function prune(
  { path, name, sha256, inUse, unused, partial }: ReportedCassette,
  cwd: string,
  dryRun: boolean,
): Promise<Pruned | undefined> {
  const leave = (left: string): Pruned => ({ cassette: name, removed: 0, of: 0, left })
  if (partial) return leave('not all tests that may use it have run and passed')
  if (sha256 === undefined) return leave('it is no file')
  // Removed by an earlier run of this, say.
  if (!existsSync(path)) return undefined
  const loaded = await loadCassette(relative(cwd, path), cwd)
  const source = writable(loaded)
  if (!source) return leave(`it is of ${loaded.format}, which is only read here`)
  if (createHash('sha256').update(source.content).digest('hex') !== sha256)
    return leave('it was changed since the run: run the tests again')
  const { interactions } = source.cassette
  const gone = new Set(inUse ? unused : interactions.keys())
  if (!dryRun) {
    if (gone.size === interactions.length) await remove(path, source.content)
    else
      await save(
        source,
        interactions.filter((_, position) => !gone.has(position)),
      )
  }
  return { cassette: name, removed: gone.size, of: interactions.length }
}

function describe({ cassette, removed, of, left }: Pruned): string {
  if (left !== undefined) return `${cassette}: left as it is, for ${left}`
  return removed === of ? `${cassette}: no test uses it` : `${cassette}: ${removed} of ${plural(of, 'interaction')} unused`
}
