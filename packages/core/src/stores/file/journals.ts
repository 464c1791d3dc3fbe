import { existsSync } from 'node:fs'
import { join } from 'node:path'

import type { JournalStore } from '../../model/store.ts'
import { storeFailure } from '../failure.ts'
import { journalFiles, placeOf } from './folder.ts'
import { intentName } from './intent.ts'
import { openJournal } from './journal.ts'
import { processes } from './owner.ts'

/** Journals in a folder beside each cassette. `docs/durability.md` says what stands in it and why. */
export function fileJournals(pathOf: (name: string) => string, known = processes()): JournalStore {
  return {
    async peek(name) {
      const { path, folder } = placeOf(pathOf(name))
      try {
        const files = journalFiles(folder)
        const open = files.filter(({ sealed }) => !sealed)
        const recording = open.filter(({ owner }) => known.isAlive(owner)).length
        // An intent counts as one more: a merge has to be ended.
        const intents = existsSync(join(folder, intentName)) ? 1 : 0
        return { recording, abandoned: open.length - recording, sealed: files.length - open.length + intents }
      } catch (error) {
        throw storeFailure('read', path, error)
      }
    },
    open: async (name, { combine, durability = 'process' }) =>
      openJournal({ place: placeOf(pathOf(name)), processes: known, owner: known.newOwner(), combine, durability }),
  }
}
