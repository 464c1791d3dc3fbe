import type { Journal, JournalOptions, JournalStore } from '../model/store.ts'
import { storeFailure } from './failure.ts'
import { checkName } from './name.ts'

/** The cassettes of a store that live in the same process. */
export interface Files {
  describe(name: string): string
  get(name: string): Uint8Array | undefined
  set(name: string, bytes: Uint8Array): void
}

interface Recordings {
  /** The journals of recorders at work. */
  readonly open: Set<object>
  /** The records of closed ones that are not merged yet. */
  sealed: (readonly Uint8Array[])[]
  /** Settles when the last merge that was asked for has ended. It never rejects. */
  merged: Promise<unknown>
}

/** Journals in memory: they outlive nothing, but recorders that share a store record as those do that share a file. */
export function memoryJournals(files: Files): JournalStore {
  const cassettes = new Map<string, Recordings>()

  function recordingsOf(name: string): Recordings {
    checkName(name)
    let recordings = cassettes.get(name)
    if (!recordings) cassettes.set(name, (recordings = { open: new Set(), sealed: [], merged: Promise.resolve() }))
    return recordings
  }

  /** One merge after another, as a lock would have it. */
  async function merge(name: string, { combine }: JournalOptions): Promise<void> {
    const recordings = recordingsOf(name)
    const turn = recordings.merged.then(async () => {
      const sealed = [...recordings.sealed]
      if (sealed.length === 0) return
      for (let current = files.get(name), done = false; !done; current = files.get(name)) {
        const bytes = await combine(current, sealed)
        done = files.get(name) === current
        if (done) files.set(name, Uint8Array.from(bytes))
      }
      recordings.sealed = recordings.sealed.filter((records) => !sealed.includes(records))
    })
    recordings.merged = turn.catch(() => {})
    await turn
  }

  return {
    async peek(name) {
      const { open, sealed } = recordingsOf(name)
      return { recording: open.size, abandoned: 0, sealed: sealed.length }
    },
    async open(name, options) {
      const recordings = recordingsOf(name)
      const records: Uint8Array[] = []
      const joined = recordings.open.size > 0
      recordings.open.add(records)
      const journal: Journal = {
        joined,
        adopted: [],
        recovered: [],
        append(record) {
          if (!recordings.open.has(records)) throw storeFailure('write', files.describe(name), new Error('its journal is closed'))
          records.push(record.slice())
        },
        async merge(unwritten = []) {
          recordings.open.delete(records)
          if (records.length + unwritten.length === 0) return
          recordings.sealed.push([...records, ...unwritten])
          await merge(name, options)
        },
        async discard() {
          recordings.open.delete(records)
        },
      }
      try {
        if (recordings.sealed.length > 0) await merge(name, options)
        return journal
      } catch (error) {
        await journal.discard()
        throw error
      }
    },
  }
}
