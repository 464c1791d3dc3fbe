import { readdir, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { RespoolError } from '@respool/core'

/** A file that may be a cassette. */
export interface FoundFile {
  readonly path: string
  /** As it is shown: its path from the current folder, with `/` between folders. */
  readonly name: string
  /** Somebody named it, or it stands in `__cassettes__`, so it has to be one. */
  readonly named: boolean
}

// What is big and never a cassette; `.recording` folders are journals of recorders at work.
const skipped = /^(?:node_modules|\.git|.*\.recording)$/
// What respool writes there; an empty file, or one that a merge has left in conflict, is one that cannot be read.
const ours = /[\\/]__cassettes__[\\/].*\.ya?ml$/
const known = /\.(?:ya?ml|json)(?:\.gz)?$/i

/**
 * The files that are named, and those below the folders that are, folder by folder, each once.
 *
 * @throws RespoolError `store-failed` where there is nothing of this name
 */
export async function findFiles(paths: readonly string[], cwd: string): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>()
  for (const given of paths.length === 0 ? ['.'] : paths) {
    const path = resolve(cwd, given)
    const files = (await isFolder(path, given)) ? await filesBelow(path) : [path]
    for (const file of files) {
      const before = found.get(file)
      found.set(file, { path: file, name: shownName(file, cwd), named: file === path || ours.test(file) || (before?.named ?? false) })
    }
  }
  return [...found.values()].sort((a, b) => compare(dirname(a.name), dirname(b.name)) || compare(a.name, b.name))
}

async function isFolder(path: string, given: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    const message = `There is nothing to read at ${given}: ${because}. It takes the path of a cassette, or of a folder to search.`
    throw new RespoolError('store-failed', message, { cassette: given }, { cause: error })
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const below = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name)
      if (skipped.test(entry.name)) return []
      // Links are not followed: they may lead round in circles.
      if (entry.isDirectory()) return filesBelow(path)
      return entry.isFile() && known.test(entry.name) ? [path] : []
    }),
  )
  return below.flat()
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function shownName(path: string, cwd: string): string {
  return relative(cwd, path).replaceAll('\\', '/')
}
