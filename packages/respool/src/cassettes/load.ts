import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { RespoolError, isRespoolError, parseCassette, type Cassette, type CassetteFormat, type Interaction } from '@respool/core'
import { findFiles, type FoundFile } from './find.ts'
import { formatOf, formats } from './formats.ts'

/** An interaction and what it is called on the command line. */
export interface PlacedInteraction {
  /** Its id in the cassette, else its position from 0; in a folder of recordings the name of its file without `.json`. */
  readonly id: string
  readonly interaction: Interaction
}

/** A cassette as commands see it: a file, or a folder with several of llama-stack's recordings. */
export interface LoadedCassette {
  readonly kind: 'cassette'
  /** Its path from the current folder; a folder's ends in `/`. */
  readonly name: string
  /** The name of its format, such as `go-vcr`. */
  readonly format: string
  readonly interactions: readonly PlacedInteraction[]
  /** What is odd about it, in words. */
  readonly warnings: readonly string[]
  /** The length of its files, in bytes. */
  readonly bytes: number
  /** When it was last written, in milliseconds since 1970; of a folder its newest file. */
  readonly modified: number
  /** Its files. */
  readonly paths: readonly string[]
  /** Of a file, what was parsed, and from what, so that it can be written again. */
  readonly source?: { readonly path: string; readonly content: Uint8Array; readonly cassette: Cassette }
}

/** A file that is a cassette, or was said to be one, and cannot be read. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly name: string
  /** What is wrong with it, and what to do. */
  readonly reason: string
}

/**
 * The cassettes that are named, and those in the folders that are named, one after the other: no more than one is held at a time.
 *
 * @param paths none: the current folder
 * @throws RespoolError `store-failed` where there is nothing of a given name
 */
export async function* loadCassettes(paths: readonly string[], cwd: string): AsyncGenerator<LoadedCassette | Unreadable> {
  let folder: LoadedCassette[] = []
  for (const file of await findFiles(paths, cwd)) {
    const loaded = await loadFile(file)
    if (loaded === undefined) continue
    const joins = loaded.kind === 'cassette' && loaded.format === 'llama-stack' && !file.named
    if (folder.length > 0 && !(joins && folderOf(loaded.name) === folderOf(folder[0]!.name))) {
      yield united(folder)
      folder = []
    }
    if (joins) folder.push(loaded)
    else yield loaded
  }
  if (folder.length > 0) yield united(folder)
}

/**
 * The one cassette of this name: a file, or a folder of recordings.
 *
 * @throws RespoolError `store-failed`, `invalid-cassette`, `invalid-option`
 */
export async function loadCassette(path: string, cwd: string): Promise<LoadedCassette> {
  const found: LoadedCassette[] = []
  for await (const loaded of loadCassettes([path], cwd)) {
    if (loaded.kind === 'unreadable') throw new RespoolError('invalid-cassette', loaded.reason, { cassette: loaded.name })
    found.push(loaded)
  }
  if (found.length === 1) return found[0]!
  const expected = 'one cassette'
  const there = found.length === 0 ? 'none' : `${found.length}, the first of them ${found[0]!.name}`
  throw new RespoolError('invalid-option', `${path} is a folder with ${there}. Name ${expected}; respool ls ${path} lists what is there.`, {
    option: 'path',
    value: path,
    expected,
  })
}

async function loadFile(file: FoundFile): Promise<LoadedCassette | Unreadable | undefined> {
  const { path, name, named } = file
  let bytes: Uint8Array
  let modified: number
  try {
    bytes = await readFile(path)
    modified = (await stat(path)).mtimeMs
  } catch (error) {
    return unreadable(name, `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}.`)
  }
  const format = formatOf({ name, bytes })
  if (!format) return named ? unreadable(name, `${name} is no cassette: it does not begin as one of ${known}.`) : undefined
  return parse(file, format, bytes, modified)
}

async function parse(
  { path, name }: FoundFile,
  format: CassetteFormat,
  bytes: Uint8Array,
  modified: number,
): Promise<LoadedCassette | Unreadable> {
  try {
    const cassette = await parseCassette(bytes, { format, name })
    const interactions = cassette.interactions.map((interaction, index) => ({ id: String(interaction.id ?? index), interaction }))
    const warnings = cassette.warnings ?? []
    return {
      kind: 'cassette',
      name,
      format: format.name,
      interactions,
      warnings,
      bytes: bytes.length,
      modified,
      paths: [path],
      source: { path, content: bytes, cassette },
    }
  } catch (error) {
    if (isRespoolError(error)) return unreadable(name, error.message)
    throw error
  }
}

const known = formats.map((format) => format.name).join(', ')

function unreadable(name: string, reason: string): Unreadable {
  return { kind: 'unreadable', name, reason }
}

/** The folder with these files as one cassette; a file that is alone there is one by itself. */
function united(files: readonly LoadedCassette[]): LoadedCassette {
  const [first] = files as readonly [LoadedCassette]
  if (files.length === 1) return first
  return {
    kind: 'cassette',
    name: folderOf(first.name),
    format: first.format,
    interactions: files.flatMap(namedByFile),
    warnings: files.flatMap(({ warnings }) => warnings),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    modified: Math.max(...files.map(({ modified }) => modified)),
    paths: files.flatMap(({ paths }) => paths),
  }
}

function namedByFile({ name, interactions }: LoadedCassette): PlacedInteraction[] {
  const stem = basename(name).replace(/\.json$/, '')
  return interactions.map(({ interaction }, index) => ({ id: index === 0 ? stem : `${stem}.${index}`, interaction }))
}

function folderOf(name: string): string {
  return `${join(dirname(name)).replaceAll('\\', '/')}/`
}
