import type { Run } from '../command.ts'
import { loadCassette } from '../cassettes/load.ts'
import type { DiffFlags } from '../commands/diff.ts'
import { styleOf } from '../terminal/style.ts'
import { compare, isSame } from './compare.ts'
import { formatComparison } from './format.ts'

export const run: Run<DiffFlags, [left: string, right: string]> = async (terminal, { json }, left, right) => {
  const comparison = compare(await loadCassette(left, terminal.cwd), await loadCassette(right, terminal.cwd))
  const same = comparison.interactions.every(isSame)
  const page = { columns: terminal.columns, style: styleOf(terminal) }
  terminal.out(json ? `${JSON.stringify({ same, ...comparison }, null, 2)}\n` : formatComparison(comparison, page))
  return same ? 0 : 1
}
