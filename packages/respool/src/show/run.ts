import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { RespoolError, isRespoolError } from '@respool/core'
import type { Run } from '../command.ts'
import { loadCassette } from '../cassettes/load.ts'
import type { ShowFlags } from '../commands/show.ts'
import type { ExitCode } from '../terminal/terminal.ts'
import { styleOf } from '../terminal/style.ts'
import { choose } from './choose.ts'
import { drawTimeline } from './draw.ts'
import { formatInteraction } from './format.ts'
import { gitSetup } from './git.ts'
import { shown } from './interaction.ts'
import { timelineOf } from './timeline.ts'

export const run: Run<ShowFlags, [path?: string]> = async (terminal, { json, id, timeline, raw, git }, path): Promise<ExitCode> => {
  if (git) {
    terminal.out(path === undefined ? gitSetup : await gitText(path, terminal.cwd))
    return 0
  }
  if (path === undefined)
    throw usage('path', undefined, 'the path of a cassette', 'Which cassette? respool ls lists them; respool show takes the path of one.')
  const cassette = await loadCassette(path, terminal.cwd)
  const chosen = choose(cassette, id)
  for (const warning of cassette.warnings) terminal.err(`respool show: ${warning}\n`)
  if (raw) {
    if (chosen.length !== 1)
      throw usage('id', id, 'the id of one', `--raw writes one answer, and there are ${chosen.length}: choose one by --id.`)
    terminal.out(Buffer.concat(chosen[0]!.interaction.response.chunks))
    return 0
  }
  if (json) {
    const { name, format, warnings } = cassette
    terminal.out(
      `${JSON.stringify({ cassette: name, format, warnings, interactions: chosen.map((each) => (timeline ? timelineOf(each) : shown(each))) }, null, 2)}\n`,
    )
    return 0
  }
  if (chosen.length === 0) terminal.out(`${cassette.name} has no interactions.\n`)
  const page = { columns: terminal.columns, style: styleOf(terminal) }
  for (const [index, each] of chosen.entries())
    terminal.out(`${index > 0 ? '\n' : ''}${timeline ? drawTimeline(timelineOf(each), page) : formatInteraction(shown(each), page)}`)
  return 0
}

/** For git, which gives up on the whole diff where one file cannot be converted: that one is shown as it stands. */
async function gitText(path: string, cwd: string): Promise<string | Uint8Array> {
  try {
    const { interactions } = await loadCassette(path, cwd)
    const page = { columns: 80, style: styleOf({ color: false }) }
    return interactions.map((each) => formatInteraction(shown(each), page, { measured: false })).join('\n')
  } catch (error) {
    if (isRespoolError(error, 'invalid-cassette')) return readFile(resolve(cwd, path))
    throw error
  }
}

function usage(option: string, value: unknown, expected: string, message: string): RespoolError<'invalid-option'> {
  return new RespoolError('invalid-option', message, { option, value, expected })
}
