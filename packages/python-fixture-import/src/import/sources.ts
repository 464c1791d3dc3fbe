import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isRespoolError } from '@respool/core'
import { invalidOption, invalidRecording } from '../errors.ts'

/** A file of the source. */
export interface SourceFile {
  /** Its path below the source, with `/` between folders. */
  readonly file: string
  readonly path: string
  /** Whether it is a link, which is told of and not followed. */
  readonly link?: true
}

export function pathOf(location: string | URL, option: string): string {
  if (location instanceof URL ? location.protocol === 'file:' : typeof location === 'string' && location !== '') {
    return resolve(/^file:/i.test(String(location)) ? fileURLToPath(location) : String(location))
  }
  throw invalidOption(
    option,
    location,
    'a path or a file: URL',
    `${option} is ${JSON.stringify(String(location))}. It is a path or a file: URL.`,
  )
}

/** All files of a folder, at any depth, or the one that is named. Links in it are not followed. */
export async function sourceFiles(source: string | URL): Promise<readonly SourceFile[]> {
  const root = pathOf(source, 'source')
  const found = await stat(root).catch((error: unknown) => {
    throw invalidOption(
      'source',
      root,
      'a folder or a file that is there',
      `There is nothing to import at ${root}: ${error instanceof Error ? error.message : String(error)}.`,
    )
  })
  if (!found.isDirectory()) return [{ file: basename(root), path: root }]
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => ({ path: join(entry.parentPath, entry.name), link: entry.isSymbolicLink() }))
    .map(({ path, link }): SourceFile => ({ path, file: path.slice(root.length + 1).replaceAll('\\', '/'), ...(link && { link }) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
}

// As the core's limit on files. A folder of tests may have models in it, or videos.
const mostBytes = 256 * 1024 * 1024

/**
 * The whole file. Of thousands of small ones, reading one after the other takes a fraction of what asking for them does.
 *
 * @throws RespoolError `invalid-cassette`
 */
export function readSource(from: SourceFile): Uint8Array {
  return reading(from, (path) => {
    if (statSync(path).size > mostBytes) throw invalidRecording(from.file, 'it has more than 256 MB, which no recorder writes.')
    const { buffer, byteOffset, byteLength } = readFileSync(path)
    return new Uint8Array(buffer, byteOffset, byteLength)
  })
}

/** At most so many bytes of a file. @throws RespoolError `invalid-cassette` */
export function readBeginning(from: SourceFile, length: number): Uint8Array {
  return reading(from, (path) => {
    const file = openSync(path, 'r')
    try {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readSync(file, bytes))
    } finally {
      closeSync(file)
    }
  })
}

function reading({ path, file, link }: SourceFile, read: (path: string) => Uint8Array): Uint8Array {
  if (link) throw invalidRecording(file, 'it is a link, and links are not followed: they could lead anywhere.')
  try {
    return read(path)
  } catch (error) {
    if (isRespoolError(error)) throw error
    throw invalidRecording(file, `it cannot be read: ${error instanceof Error ? error.message : String(error)}.`, {}, error)
  }
}
