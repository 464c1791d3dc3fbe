import { readFileSync, renameSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { CassetteStore } from '../model/store.ts'
import { equalBytes } from './bytes.ts'
import { cassetteChanged, errorCode, storeFailure } from './failure.ts'
import { checkName, checkPrefix } from './name.ts'
import { isTemporary, writeTemporary } from './temporary.ts'

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
