import { loadCassettes } from '../cassettes/load.ts'
import { save, writable } from '../cassettes/save.ts'
import type { Run } from '../command.ts'
import type { RedactFlags } from '../commands/redact.ts'
import { secretOptions } from '../scan/options.ts'
import { describeSecret, secretsAround, unsearched, type FoundSecret } from '../scan/secrets.ts'
import { styleOf } from '../terminal/style.ts'
import { plural } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'
import { redactSource } from './redacted.ts'

interface RedactedFile {
  readonly cassette: string
  /** What was replaced, and then what could not be. */
  readonly secrets: readonly FoundSecret[]
  readonly headers: number
  readonly changed: boolean
}

export const run: Run<RedactFlags, string[]> = async (
  terminal,
  { json, dryRun = false, drop = false, keepHeader = [], ...flags },
  ...paths
) => {
  const options = { ...secretOptions(flags, terminal), keepHeaders: keepHeader }
  const style = styleOf(terminal)
  const files: RedactedFile[] = []
  let failed = false
  for await (const loaded of loadCassettes(paths, terminal.cwd)) {
    const source = loaded.kind === 'cassette' ? writable(loaded) : undefined
    if (loaded.kind === 'unreadable' || !source) {
      const reason = loaded.kind === 'unreadable' ? loaded.reason : onlyRead(loaded.name, loaded.format)
      terminal.err(`respool redact: ${reason}\n`)
      failed = true
      continue
    }
    const { interactions, changed, redactions, headers, refused } = redactSource(source.cassette, { ...options, drop })
    if (changed && !dryRun) await save(source, interactions)
    for (const each of unsearched(loaded)) {
      terminal.err(`respool redact: ${each}\n`)
      failed = true
    }
    const around = secretsAround(loaded, options)
    const placed = (interaction: number) => ({ cassette: loaded.name, interaction: loaded.interactions[interaction]!.id })
    const secrets = [
      ...redactions.map(({ interaction, ...each }) => ({ ...placed(interaction), ...each, replaceable: true })),
      ...refused.map(({ interaction, ...each }) => ({ ...placed(interaction), ...each, count: 1, replaceable: false })),
      ...around,
    ]
    files.push({ cassette: loaded.name, secrets, headers, changed })
    if (json || (!changed && refused.length + around.length === 0)) continue
    const lines = [...secrets.map(describeSecret), ...(headers > 0 ? [`${plural(headers, 'header')} that no replay needs`] : [])]
    const folded = lines.flatMap((line) => wrap(line, { columns: terminal.columns, indent: '  ' }))
    terminal.out(`${[style.title(loaded.name), ...folded].join('\n')}\n`)
  }
  const changed = files.filter((each) => each.changed).length
  const kept = files.flatMap(({ secrets }) => secrets).filter(({ replaceable }) => !replaceable)
  const around = kept.filter(({ interaction }) => interaction === undefined).length
  const left = drop ? 0 : kept.length - around
  if (json) terminal.out(`${JSON.stringify({ dryRun, files }, null, 2)}\n`)
  else {
    const verb = dryRun ? 'would be changed' : 'changed'
    const still = left > 0 ? `; ${plural(left, 'interaction')} still with a secret: --drop leaves them out` : ''
    terminal.out(`${plural(files.length, 'cassette')}, ${changed} ${verb}${still}\n`)
  }
  if (failed) return 2
  return left + around > 0 || (dryRun && changed > 0) ? 1 : 0
}

function onlyRead(name: string, format: string): string {
  return `${name} is of ${format}, which is only read here. respool import makes a cassette of it, without its secrets.`
}
