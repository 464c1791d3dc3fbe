import { readFileSync, renameSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { CassetteStore } from '../model/store.ts'
import { equalBytes } from './bytes.ts'
import { cassetteChanged, errorCode, storeFailure } from './failure.ts'
import { checkName, checkPrefix } from './name.ts'

// One for all stores of this process: they may write to the same folder.
let temporaryFiles = 0

/**
 * Cassettes as files below one folder, which is made when the first one is written.
 *
 * A write goes to a temporary file in the same folder, to the disk, and then takes the cassette's place in one step: a reader sees the
 * old file or the new one, and a crash leaves the old one. So a cassette's inode changes, its mode does not.
 *
 * @example
 * ```ts
 * const store = fileStore(new URL('./__cassettes__/', import.meta.url))
 * ```
 */
export function fileStore(folder: string | URL): CassetteStore {
  const root = resolve(typeof folder === 'string' ? folder : fileURLToPath(folder))
  const windows = sep === '\\'
  const pathOf = (name: string) => join(root, ...name.split('/'))

  return {
    describe: pathOf,

    async read(name) {
      checkName(name, { windows })
      try {
        return plain(await readFile(pathOf(name)))
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined
        throw storeFailure('read', pathOf(name), error)
      }
    },

    async write(name, bytes, { expected } = {}) {
      checkName(name, { windows })
      const path = pathOf(name)
      // A copy, because the caller may change its bytes while they are being written.
      const content = Uint8Array.from(bytes)
      try {
        const temporary = await writeTemporary(path, content)
        try {
          replace(path, temporary.path, expected)
        } catch (error) {
          await temporary.remove()
          throw error
        }
      } catch (error) {
        throw errorCode(error) === 'cassette-changed' ? error : storeFailure('write', path, error)
      }
    },

    async list(prefix = '') {
      const below = checkPrefix(prefix, { windows })
      try {
        return (await namesBelow(root, below)).sort()
      } catch (error) {
        throw storeFailure('list', pathOf(below), error)
      }
    },
  }
}

/**
 * Compares and renames without giving way between the two, so that no other writer of this thread comes in between.
 * Another process still can, for the moment of one system call: whoever must exclude that takes the journal's lock first.
 */
function replace(path: string, temporary: string, expected: Uint8Array | null | undefined): void {
  if (expected !== undefined && !equalBytes(readIfThere(path), expected ?? undefined)) throw cassetteChanged(path, expected)
  renameSync(temporary, path)
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return plain(readFileSync(path))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function namesBelow(root: string, below: string): Promise<string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  const names = entries.map(async (entry) => {
    if (entry.isDirectory()) return namesBelow(root, `${below}${entry.name}/`)
    return entry.isFile() && !isTemporary(entry.name) ? [below + entry.name] : []
  })
  return (await Promise.all(names)).flat()
}

/** A Buffer has methods of its own (its `slice` does not copy): none of them may reach a caller. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Whether a file is one that a write is under way in, or was when its process died. */
function isTemporary(name: string): boolean {
  return /^\.respool-\d+-\d+\.tmp$/.test(name)
}

/**
 * Writes bytes to a new file beside `target`, to the disk, with the target's mode where there is one.
 * Makes the folder, and leaves no file behind where something fails.
 */
async function writeTemporary(target: string, bytes: Uint8Array): Promise<{ path: string; remove(): Promise<void> }> {
  const mode = await modeOf(target)
  const { path, handle } = await openNew(dirname(target))
  const remove = () => rm(path, { force: true })
  try {
    await fill(handle, bytes, mode)
  } catch (error) {
    await remove()
    throw error
  }
  return { path, remove }
}

async function fill(handle: FileHandle, bytes: Uint8Array, mode: number | undefined): Promise<void> {
  try {
    await handle.writeFile(bytes)
    // Before the rename: otherwise a power cut can leave the new name with nothing in it.
    await handle.sync()
    if (mode !== undefined) await handle.chmod(mode)
  } finally {
    await handle.close()
  }
}

/**
 * The name is not made of the target's, which may already be as long as a name can be. Another thread, or a container that shares the folder,
 * may have the same process id and number: then the next number is tried.
 */
async function openNew(folder: string): Promise<{ path: string; handle: FileHandle }> {
  for (let made = false; ;) {
    const path = join(folder, `.respool-${process.pid}-${++temporaryFiles}.tmp`)
    try {
      return { path, handle: await open(path, 'wx') }
    } catch (error) {
      if (errorCode(error) === 'ENOENT' && !made) {
        await makeFolder(folder)
        made = true
      } else if (errorCode(error) !== 'EEXIST') throw error
    }
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o7777
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Makes a folder and those it is in.
 *
 * Not by `recursive: true`: where a file system answers ENOENT although the parent is there (`/proc` does), Node 20 to 26 try for ever.
 */
async function makeFolder(path: string): Promise<void> {
  try {
    await makeOne(path)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await makeOne(path)
  }
}

async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    // Somebody else was faster; or it is a file, and then whoever writes below it is told so.
    if (errorCode(error) !== 'EEXIST') throw error
  }
}
