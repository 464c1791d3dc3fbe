import { basename, dirname, resolve } from 'node:path'
import { RespoolError, goVcrFormat, type GoVcrLayout } from '@respool/core'
import { fileStore } from '@respool/core/node'
import { exportFixtures, type ExportLoss } from '@respool/python-fixture-import'
import { loadCassette, type LoadedCassette } from '../cassettes/load.ts'
import { writable, type Source } from '../cassettes/save.ts'
import type { Run } from '../command.ts'
import type { ConvertFlags } from '../commands/convert.ts'
import { progressOn } from '../terminal/progress.ts'
import { plural } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'

interface Converted {
  /** Below the target, for one of go-vcr the target itself. */
  readonly files: readonly string[]
  readonly lost: readonly ExportLoss[]
}

export const run: Run<ConvertFlags, [string, string]> = async (terminal, { json, to, layout, testId }, path, target) => {
  const loaded = await loadCassette(path, terminal.cwd)
  const source = writable(loaded)
  if (!source) throw importWanted(loaded, target)
  const progress = progressOn(terminal)
  const place = resolve(terminal.cwd, target)
  const written = to === 'go-vcr' ? relayout(source, place, layout) : exported(source, place, { format: to, testId, show: progress.show })
  const converted = await written.finally(progress.end)
  if (json) terminal.out(`${JSON.stringify(converted, null, 2)}\n`)
  else {
    const losses = converted.lost.flatMap(({ interaction, whole, reason }) =>
      wrap(`interaction ${interaction}${whole ? ' was left out' : ''}: ${reason}`, { columns: terminal.columns, indent: '  ' }),
    )
    terminal.out(`${[...losses, `${plural(converted.files.length, 'file')} written to ${target}`].join('\n')}\n`)
  }
  return converted.lost.some(({ whole }) => whole) ? 1 : 0
}

/** The same interactions in a file of their own, laid out anew. */
async function relayout({ cassette }: Source, path: string, layout: GoVcrLayout): Promise<Converted> {
  // Copies, for what was read keeps its text.
  const interactions = cassette.interactions.map((each) => ({ ...each }))
  const bytes = goVcrFormat({ layout }).stringify!({ interactions, ...(cassette.extra && { extra: cassette.extra }) })
  await writeNew(dirname(path), new Map([[basename(path), bytes]]))
  return { files: [basename(path)], lost: [] }
}

interface Export {
  readonly format: 'vcrpy' | 'llama-stack'
  readonly testId: string | undefined
  readonly show: (done: number, total: number, file: string) => void
}

async function exported({ cassette, path: from }: Source, folder: string, { format, testId, show }: Export): Promise<Converted> {
  const { files, lost } = await exportFixtures(cassette, { format, name: basename(from), ...(testId !== undefined && { testId }) })
  await writeNew(folder, new Map(files.map(({ file, content }) => [file, new TextEncoder().encode(content)])), show)
  return { files: files.map(({ file }) => file), lost }
}

/** All of the files, or none where one of them is there already. */
async function writeNew(folder: string, files: ReadonlyMap<string, Uint8Array>, show?: Export['show']): Promise<void> {
  const store = fileStore(folder)
  for (const name of files.keys()) if (await store.read(name)) throw notOver(store.describe(name))
  let done = 0
  for (const [name, bytes] of files) {
    show?.(done++, files.size, name)
    await store.write(name, bytes, { expected: null })
  }
}

function notOver(path: string): RespoolError {
  const expected = 'a place where nothing is'
  const message = `There is ${path} already, and nothing was written. The target is ${expected}: name another, or remove what is there.`
  return new RespoolError('invalid-option', message, { option: 'target', value: path, expected })
}

function importWanted({ name, format }: LoadedCassette, target: string): RespoolError {
  const expected = "a cassette of go-vcr's format"
  const message = `${name} is of ${format}; convert takes ${expected}. respool import ${name} --to ${target} makes one of it first.`
  return new RespoolError('invalid-option', message, { option: 'path', value: name, expected })
}
