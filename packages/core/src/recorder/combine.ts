import type { Cassette } from '../model/cassette.ts'
import type { CassetteFormat } from '../model/format.ts'
import type { Interaction } from '../model/interaction.ts'
import type { Combine } from '../model/store.ts'
import { decodeRecord, type JournalRecord } from './journal-record.ts'
import { replaceSame } from './merge.ts'
import type { Settings } from './settings.ts'

/** What a store does with journals: the cassette as it is by then, and what was recorded behind it, or in the place of the same. */
export function combiner(settings: Settings, stringify: NonNullable<CassetteFormat['stringify']>): Combine {
  const { format, location, rules } = settings
  return async (current, journals) => {
    const cassette: Cassette = current ? await format.parse(current, { name: location }) : { interactions: [] }
    let { interactions } = cassette
    // One recorder after another, as if each had saved by itself: what a rerecording that was killed has replaced, its next run replaces again.
    for (const records of inOrder(journals)) interactions = add(interactions, records, rules)
    return stringify({ ...cassette, interactions })
  }
}

function add(existing: readonly Interaction[], records: readonly JournalRecord[], rules: Settings['rules']): readonly Interaction[] {
  const recorded = records.map(({ interaction }) => interaction)
  return records.some(({ replaces }) => replaces) ? replaceSame(existing, recorded, rules) : [...existing, ...recorded]
}

/** Journals by when they began, and each one's records by when they were asked for: neither the names of files nor the speed of answers decides. */
export function inOrder(journals: readonly (readonly Uint8Array[])[]): JournalRecord[][] {
  return journals
    .map(decodeJournal)
    .filter((records) => records.length > 0)
    .sort(([a], [b]) => (a!.at < b!.at ? -1 : a!.at > b!.at ? 1 : 0))
}

function decodeJournal(lines: readonly Uint8Array[]): JournalRecord[] {
  // Once each: an append may fail after it has written.
  const byNumber = new Map<number, JournalRecord>()
  for (const line of lines) {
    const record = decodeRecord(line)
    if (record && !byNumber.has(record.n)) byNumber.set(record.n, record)
  }
  return [...byNumber.values()].sort((a, b) => a.n - b.n)
}
