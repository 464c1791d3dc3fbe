import type { Run } from '../command.ts'
import { loadCassettes } from '../cassettes/load.ts'
import type { StatsFlags } from '../commands/stats.ts'
import { styleOf } from '../terminal/style.ts'
import { formatSums } from './format.ts'
import { counted, sumUp } from './sum.ts'

export const run: Run<StatsFlags, string[]> = async (terminal, { json }, ...paths) => {
  const cassettes: ReturnType<typeof counted>[] = []
  const unreadable: { readonly cassette: string; readonly reason: string }[] = []
  for await (const loaded of loadCassettes(paths, terminal.cwd)) {
    if (loaded.kind === 'unreadable') unreadable.push({ cassette: loaded.name, reason: loaded.reason })
    else cassettes.push(counted(loaded))
  }
  const sums = sumUp(cassettes)
  const page = { columns: terminal.columns, style: styleOf(terminal) }
  terminal.out(json ? `${JSON.stringify({ ...sums, unreadable }, null, 2)}\n` : formatSums(sums, page))
  for (const { reason } of unreadable) terminal.err(`respool stats: ${reason}\n`)
  return unreadable.length > 0 ? 2 : 0
}
