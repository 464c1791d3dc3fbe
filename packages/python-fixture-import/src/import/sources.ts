import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { invalidOption } from '../errors.ts'

/** A file of the source. */
export interface SourceFile {
  /** Its path below the source, with `/` between folders. */
  readonly file: string
  readonly path: string
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

/** All files of a folder, at any depth, or the one that is named. Links are not followed. */
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
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, file: path.slice(root.length + 1).replaceAll('\\', '/') }))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
}

/** The whole file. Of thousands of small ones, reading one after the other takes a fraction of what asking for them does. */
export function readSource({ path }: SourceFile): Uint8Array {
  const { buffer, byteOffset, byteLength } = readFileSync(path)
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/** At most so many bytes of a file. */
export function readBeginning({ path }: SourceFile, length: number): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, readSync(file, bytes))
  } finally {
    closeSync(file)
  }
}
