import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'

export interface TempFolder extends AsyncDisposable {
  readonly path: string
  /** The path of something in it. */
  file(...names: string[]): string
}

/**
 * A folder of its own, removed with all that is in it.
 *
 * @example
 * ```ts
 * await using folder = await tempFolder()
 * ```
 */
export async function tempFolder(): Promise<TempFolder> {
  const path = await mkdtemp(join(tmpdir(), 'respool-'))
  return {
    path,
    file: (...names) => join(path, ...names),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

/** Every file below a folder, hidden ones too, sorted; paths are relative to it with `/` between folders. */
export async function filesBelow(folder: string): Promise<{ path: string; bytes: Uint8Array }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(
    paths.toSorted().map(async (path) => ({
      path: relative(folder, path).split(sep).join('/'),
      bytes: new Uint8Array(await readFile(path)),
    })),
  )
}
