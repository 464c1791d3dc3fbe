import type { Cassette } from '../model/cassette.ts'
import type { Interaction } from '../model/interaction.ts'
import type { Journal, JournalStore, StandingJournals } from '../model/store.ts'
import { equalBytes } from '../stores/bytes.ts'
import { combiner, inOrder } from './combine.ts'
import { decodeRecord } from './journal-record.ts'
import { journalRecording, memoryRecording, type Recording } from './recording.ts'
import { checkWritable, writerOf } from './save.ts'
import type { Settings } from './settings.ts'

/** What a recorder finds when it is opened, and whether it is to record. */
export interface Session {
  /** What the store held; undefined where it held nothing. */
  readonly cassette: Cassette | undefined
  /** What dead processes have recorded: it plays like the cassette's own, and is saved with what is recorded now. */
  readonly adopted: readonly Interaction[]
  /** How many interactions dead processes had recorded: the adopted ones, and those that opening has put into the cassette. */
  readonly recovered: number
  /** Undefined where nothing is recorded. */
  readonly recording: Recording | undefined
  readonly warnings: readonly string[]
}

/** Whatever would keep a recording from being saved is thrown here, before anything is recorded in vain. */
export async function openSession(settings: Settings): Promise<Session> {
  const { store, mode } = settings
  // A recorder that passes everything has no use for what a file may hold, not even for its errors.
  if (mode === 'passthrough') return replaying(undefined)
  // Before the cassette is read: if nothing stands now, what is read then is no recording's beginning.
  const standing = await store.journals?.peek(settings.name)
  const found = await look(settings)
  if (mode === 'replay') return replaying(found.cassette, standing && ignored(settings, standing))
  if (mode === 'once' && found.cassette && !(standing && stands(standing))) return replaying(found.cassette)
  checkWritable(settings, found.cassette)
  if (store.journals) return openJournal(settings, store.journals, found)
  return { cassette: found.cassette, adopted: [], recovered: 0, recording: memoryRecording(settings), warnings: [] }
}

interface Found {
  readonly bytes: Uint8Array | undefined
  readonly cassette: Cassette | undefined
}

async function look({ store, name, format, location }: Settings, before?: Found): Promise<Found> {
  if (format.open) return { bytes: undefined, cassette: await format.open(store, name, { name: location }) }
  const bytes = await store.read(name)
  if (before && equalBytes(bytes, before.bytes)) return before
  return { bytes, cassette: bytes && (await format.parse(bytes, { name: location })) }
}

async function openJournal(settings: Settings, journals: JournalStore, before: Found): Promise<Session> {
  const { mode, name, durability } = settings
  const journal = await journals.open(name, { combine: combiner(settings, writerOf(settings)), durability })
  try {
    // Once more: others may have merged since, and opening may itself.
    const found = await look(settings, before)
    if (mode === 'once' && found.cassette && !journal.joined) {
      await journal.discard()
      return { ...replaying(found.cassette), ...recoveredBy(settings, journal) }
    }
    if (found !== before) checkWritable(settings, found.cassette)
    return recording(settings, journal, found.cassette)
  } catch (error) {
    // Not discarded: what others have left is in it. The error that is thrown is the one to read.
    await journal.merge().catch(() => {})
    throw error
  }
}

function recording(settings: Settings, journal: Journal, cassette: Cassette | undefined): Session {
  const adopted = inOrder(journal.adopted)
    .flat()
    .map(({ interaction }) => interaction)
  return { cassette, adopted, recording: journalRecording(settings, journal), ...recoveredBy(settings, journal) }
}

/** What dead processes had recorded, for the summary and for people. */
function recoveredBy({ location }: Settings, { adopted, recovered }: Journal): Pick<Session, 'recovered' | 'warnings'> {
  const later = inOrder(adopted).flat().length
  const saved = inOrder(recovered).flat().length
  const unreadable = [...adopted, ...recovered].flat().filter((line) => !decodeRecord(line)).length
  const ended = 'of a process that ended before its recorder was closed'
  return {
    recovered: later + saved,
    warnings: [
      ...(later > 0 ? [`${location}: recovered ${count(later, 'interaction')} ${ended}; closing this one saves them.`] : []),
      ...(saved > 0 ? [`${location}: recovered ${count(saved, 'interaction')} ${ended}; they are in the cassette now.`] : []),
      ...(unreadable > 0 ? [`${location}: ${count(unreadable, 'line')} of a journal could not be read, and will be left out.`] : []),
    ],
  }
}

function replaying(cassette: Cassette | undefined, warnings: readonly string[] = []): Session {
  return { cassette, adopted: [], recovered: 0, recording: undefined, warnings }
}

function stands({ recording: open, abandoned, sealed }: StandingJournals): boolean {
  return open + abandoned + sealed > 0
}

function ignored({ location }: Settings, standing: StandingJournals): string[] {
  if (!stands(standing)) return []
  const { recording: open, abandoned, sealed } = standing
  const what = [
    open > 0 ? `${count(open, 'recorder')} at work` : [],
    abandoned + sealed > 0 ? 'recordings that were never saved' : [],
  ].flat()
  return [
    `${location}: beside it stand ${what.join(' and ')}, which replay leaves alone. A mode that records (once, new-episodes) recovers what was left.`,
  ]
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`
}
