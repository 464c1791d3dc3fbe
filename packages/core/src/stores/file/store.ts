import { readdir } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { CassetteStore } from '../../model/store.ts'
import { errorCode, storeFailure } from '../failure.ts'
import { checkInside } from './inside.ts'
import { checkName, checkPrefix, isRecordingFolder } from '../name.ts'
import { fileJournals } from './journals.ts'
import { isTemporary, readIfThere, replace, writeTemporary } from './write.ts'

/**
 * Cassettes as files below one folder, which is made when the first one is written.
 *
 * A write goes to a temporary file in the same folder, to the disk, and then takes the cassette's place in one step: a reader sees the
 * old file or the new one, and a crash leaves the old one. So a cassette's inode changes, its mode does not.
 *
 * While it is recorded, a cassette `hi.yaml` has a folder `hi.yaml.recording` beside it.
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
  const checkedPath = (name: string) => {
    checkName(name, { windows })
    const path = pathOf(name)
    checkInside(root, path)
    return path
  }

  return {
    describe: pathOf,
    journals: fileJournals(checkedPath),

    async read(name) {
      const path = checkedPath(name)
      try {
        // Without giving way: for the small files that cassettes are, each step of waiting takes longer than the reading, and a folder may have thousands.
        return readIfThere(path)
      } catch (error) {
        throw storeFailure('read', path, error)
      }
    },

    async write(name, bytes, { expected } = {}) {
      const path = checkedPath(name)
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

async function namesBelow(root: string, below: string): Promise<string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  const names = entries.map(async (entry) => {
    if (entry.isDirectory()) return isRecordingFolder(entry.name) ? [] : namesBelow(root, `${below}${entry.name}/`)
    return entry.isFile() && !isTemporary(entry.name) ? [below + entry.name] : []
  })
  return (await Promise.all(names)).flat()
}
