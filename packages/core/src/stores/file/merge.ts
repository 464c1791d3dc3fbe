import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Combine, Durability } from '../../model/store.ts'
import { errorCode } from '../failure.ts'
import { journalFiles, removeFile, type Place } from './folder.ts'
import { finishIntent, intentName, writeIntent } from './intent.ts'
import { readLines } from './lines.ts'
import type { Owner } from './owner.ts'
import { plain, readIfThere, replace, syncFolder, writeBeside } from './write.ts'

// Each try fails only because somebody has just edited the cassette, so they cannot go on failing for long.
const mostTries = 20

export interface Merge {
  readonly place: Place
  readonly owner: Owner
  readonly combine: Combine
  readonly durability: Durability
  /** Records that are in no file, by the file in which they should be. */
  readonly unwritten: ReadonlyMap<string, readonly Uint8Array[]>
}

/** The records of a sealed journal that are in the cassette now. */
export interface Merged {
  readonly owner: Owner
  readonly records: readonly Uint8Array[]
}

/** Puts every sealed journal into the cassette, which stands before any of them goes. Only under the lock. */
export async function mergeSealed(merge: Merge): Promise<Merged[]> {
  const { place, unwritten } = merge
  finishIntent(place)
  const sealed = journalFiles(place.folder).filter((each) => each.sealed)
  const files = sealed.map(({ file }) => file)
  const written = files.map((file) => [...readJournal(join(place.folder, file)), ...(unwritten.get(file) ?? [])])
  const others = [...unwritten].flatMap(([file, records]) => (files.includes(file) ? [] : [records]))
  const journals = [...written, ...others].filter((records) => records.length > 0)
  if (journals.length > 0) await writeCassette(merge, journals, files)
  for (const file of files) removeFile(join(place.folder, file))
  removeFile(join(place.folder, intentName))
  return sealed.map(({ owner }, index) => ({ owner, records: written[index]! }))
}

export function readJournal(path: string): Uint8Array[] {
  return readLines(plain(readFileSync(path)))
}

async function writeCassette(
  { place, owner, combine, durability }: Merge,
  journals: readonly (readonly Uint8Array[])[],
  files: string[],
): Promise<void> {
  for (let tries = 1; ; tries++) {
    const current = readIfThere(place.path)
    const bytes = await combine(current, journals)
    const fresh = await writeBeside(join(place.folder, `new-${owner}`), place.path, bytes)
    try {
      writeIntent(place, owner, bytes, files, durability)
      replace(place.path, fresh.path, current ?? null)
      // Otherwise a power cut could undo the rename, and not the removal of the journals.
      if (durability === 'fsync') syncFolder(dirname(place.path))
      return
    } catch (error) {
      await fresh.remove()
      removeFile(join(place.folder, intentName))
      if (errorCode(error) !== 'cassette-changed' || tries === mostTries) throw error
    }
  }
}
