import { loadCassettes } from '../cassettes/load.ts'
import type { Run } from '../command.ts'
import type { ScanFlags } from '../commands/scan.ts'
import { styleOf } from '../terminal/style.ts'
import { count, plural } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'
import { secretOptions } from './options.ts'
import { describeSecret, secretsIn, unsearched, type FoundSecret } from './secrets.ts'

export const run: Run<ScanFlags, string[]> = async (terminal, { json, ...flags }, ...paths) => {
  const options = secretOptions(flags, terminal)
  const style = styleOf(terminal)
  const secrets: FoundSecret[] = []
  let cassettes = 0
  let unreadable = 0
  for await (const loaded of loadCassettes(paths, terminal.cwd)) {
    if (loaded.kind === 'unreadable') {
      unreadable++
      terminal.err(`respool scan: ${loaded.reason}\n`)
      continue
    }
    cassettes++
    for (const each of unsearched(loaded)) {
      unreadable++
      terminal.err(`respool scan: ${each}\n`)
    }
    const found = secretsIn(loaded, options)
    secrets.push(...found)
    if (json || found.length === 0) continue
    const lines = found.flatMap((each) => wrap(describeSecret(each), { columns: terminal.columns, indent: '  ' }))
    terminal.out(`${[style.title(loaded.name), ...lines.map(style.bad)].join('\n')}\n`)
  }
  if (json) terminal.out(`${JSON.stringify({ cassettes, secrets }, null, 2)}\n`)
  else terminal.out(`${wrap(summary(cassettes, secrets), { columns: terminal.columns }).join('\n')}\n`)
  if (unreadable > 0) return 2
  return secrets.length > 0 ? 1 : 0
}

function summary(cassettes: number, secrets: readonly FoundSecret[]): string {
  const searched = plural(cassettes, 'cassette')
  if (secrets.length === 0) return `${searched}, no secrets`
  const inside = count(new Set(secrets.map(({ cassette }) => cassette)).size)
  return `${searched}, secrets in ${inside} of them. Withdraw the keys; respool redact takes them out of the files.`
}
