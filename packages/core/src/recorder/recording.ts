import { isError } from '../model/errors.ts'
import type { Interaction } from '../model/interaction.ts'
import type { Journal } from '../model/store.ts'
import { encodeRecord } from './journal-record.ts'
import { save } from './save.ts'
import type { Settings } from './settings.ts'

/** What a recorder has recorded, on its way into the cassette. */
export interface Recording {
  /**
   * Keeps an interaction, whatever becomes of the process. It never throws: what cannot be kept now is saved at close.
   *
   * @param n its number among the requests
   */
  add(interaction: Interaction, n: number): void
  /** Puts all of it into the cassette. Returns what people should know. */
  save(): Promise<readonly string[]>
  discard(): Promise<void>
}

/** Each interaction goes to the journal at once. */
export function journalRecording({ mode, location }: Settings, journal: Journal): Recording {
  const unwritten: Uint8Array[] = []
  let failure: unknown

  return {
    add(interaction, n) {
      const record = encodeRecord({ at: interaction.response.recordedAt ?? '', n, replaces: mode === 'rerecord', interaction })
      try {
        journal.append(record)
      } catch (error) {
        failure ??= error
        unwritten.push(record)
      }
    },
    async save() {
      await journal.merge(unwritten)
      if (unwritten.length === 0) return []
      const reason = isError(failure) ? failure.message : String(failure)
      return [
        `${location}: ${interactions(unwritten.length)} could not be journalled when recorded, and a crash would have lost them; now they are saved. ${reason}`,
      ]
    },
    discard: () => journal.discard(),
  }
}

/** For stores that keep no journals. */
export function memoryRecording(settings: Settings): Recording {
  const recorded: Interaction[] = []
  return {
    add(interaction, n) {
      recorded[n] = interaction
    },
    async save() {
      const kept = recorded.filter((interaction) => interaction !== undefined)
      if (kept.length > 0) await save(settings, kept)
      return []
    },
    discard: () => Promise.resolve(),
  }
}

function interactions(count: number): string {
  return count === 1 ? '1 interaction' : `${count} interactions`
}
