import { RespoolError } from '@respool/core'
import { driftReport, formatDrift, type Drift, type PlacedCheck } from '@respool/openai'
import { loadCassettes, type Unreadable } from '../cassettes/load.ts'
import type { Run } from '../command.ts'
import type { CheckFlags } from '../commands/check.ts'
import { secretOptions } from '../scan/options.ts'
import { printable } from '../terminal/printable.ts'
import { styleOf } from '../terminal/style.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { plural } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'
import { unknownDrift, writeBaseline } from './baseline.ts'
import { checksOf, findingsIn, type Finding } from './findings.ts'

interface Checked {
  readonly cassettes: number
  readonly interactions: number
  readonly findings: readonly Finding[]
  /** What neither its API is known for nor the baseline has. */
  readonly drift: readonly Drift[]
  readonly unreadable: readonly Unreadable[]
}

export const run: Run<CheckFlags, string[]> = async (terminal, { json, baseline, update, ...flags }, ...paths) => {
  if (update && baseline === undefined) throw baselineWanted()
  const options = secretOptions(flags, terminal)
  const findings: Finding[] = []
  const checks: PlacedCheck[] = []
  const unreadable: Unreadable[] = []
  let cassettes = 0
  for await (const loaded of loadCassettes(paths, terminal.cwd)) {
    if (loaded.kind === 'unreadable') {
      unreadable.push(loaded)
      continue
    }
    cassettes++
    findings.push(...findingsIn(loaded, options))
    checks.push(...checksOf(loaded))
  }
  const all = driftReport(checks)
  if (update) await writeBaseline(all, baseline!, terminal.cwd)
  const drift = await unknownDrift(all, baseline, terminal.cwd)
  const checked = { cassettes, interactions: checks.length, findings, drift, unreadable }
  terminal.out(json ? `${JSON.stringify(checked, null, 2)}\n` : formatChecked(checked, terminal))
  for (const { reason } of unreadable) terminal.err(`respool check: ${reason}\n`)
  if (unreadable.length > 0) return 2
  return findings.length + drift.length > 0 ? 1 : 0
}

function formatChecked({ cassettes, interactions, findings, drift, unreadable }: Checked, terminal: Terminal): string {
  const style = styleOf(terminal)
  const fold = (text: string) => wrap(printable(text), { columns: terminal.columns, indent: '  ' })
  const found = findings.map(({ cassette, kind, message }, index) => [
    ...(findings[index - 1]?.cassette === cassette ? [] : [style.title(cassette)]),
    ...fold(`${kind}: ${message}`).map(kind === 'secret' ? style.bad : style.warning),
  ])
  const drifted = formatDrift(drift).split('\n').filter(Boolean)
  const lines = [
    ...found.flat(),
    ...(drifted.length > 0 ? [style.title("departures from OpenAI's specification")] : []),
    ...drifted.flatMap((line) => fold(line).map(style.warning)),
    [
      `${plural(cassettes, 'cassette')}, ${plural(interactions, 'interaction')}`,
      ...(unreadable.length > 0 ? [`${unreadable.length} unreadable`] : []),
      plural(findings.filter(({ kind }) => kind === 'secret').length, 'secret'),
      plural(findings.filter(({ kind }) => kind === 'format').length, 'fault'),
      plural(drift.length, 'departure'),
    ].join(', '),
  ]
  return `${lines.join('\n')}\n`
}

function baselineWanted(): RespoolError {
  const expected = 'the file to write'
  const message = `--update wants --baseline too, with ${expected}: respool check --baseline openai-drift.json --update.`
  return new RespoolError('invalid-option', message, { option: 'update', value: true, expected })
}
