import { resolve } from 'node:path'
import { importFixtures, type ImportReport } from '@respool/python-fixture-import'
import type { Run } from '../command.ts'
import type { ImportFlags } from '../commands/import.ts'
import { printable } from '../terminal/printable.ts'
import { progressOn } from '../terminal/progress.ts'
import { styleOf } from '../terminal/style.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { plural } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'

export const run: Run<ImportFlags, [string]> = async (terminal, { json, to, nulls, redact }, source) => {
  const progress = progressOn(terminal)
  const options = { to: resolve(terminal.cwd, to), nulls, ...(!redact && { redact: false as const }) }
  const report = await importFixtures(resolve(terminal.cwd, source), {
    ...options,
    onProgress: ({ file, done, total }) => progress.show(done, total, file),
  }).finally(progress.end)
  terminal.out(json ? `${JSON.stringify(report, null, 2)}\n` : formatImport(report, terminal))
  return report.files.some(({ outcome }) => outcome === 'left out') ? 1 : 0
}

/** Where files were left out or something was lost, which and why; then what there is now. */
function formatImport({ files, cassettes }: ImportReport, terminal: Terminal): string {
  const style = styleOf(terminal)
  const fold = (text: string) => wrap(printable(text), { columns: terminal.columns, indent: '  ' })
  const lines = files.flatMap(({ file, outcome, reason, lost }) => {
    // A folder of tests is full of other things.
    if (outcome === 'passed over') return []
    const told = [...(reason === undefined ? [] : [`${outcome}: ${reason}`]), ...lost.map((each) => `lost: ${each}`)]
    return told.length === 0 ? [] : [style.title(printable(file)), ...told.flatMap(fold).map(style.faint)]
  })
  const count = (outcome: string) => files.filter((each) => each.outcome === outcome).length
  const made = (outcome: string) => cassettes.filter((each) => each.outcome === outcome).length
  const secrets = files.reduce((sum, { redactions }) => sum + redactions.reduce((own, each) => own + each.count, 0), 0)
  const summary = [
    `${plural(files.length, 'file')}: ${count('imported')} imported, ${count('kept')} kept as they are, ${count('left out')} left out, ${count('passed over')} of no known format`,
    `${plural(cassettes.length, 'cassette')}: ${made('written')} written, ${made('unchanged')} unchanged, ${made('not ours')} left alone`,
    ...(secrets > 0 ? [`${plural(secrets, 'secret')} replaced`] : []),
  ]
  return `${[...lines, ...summary].join('\n')}\n`
}
