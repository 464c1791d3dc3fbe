import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'

import { RespoolError, isRespoolError } from '../../model/errors.ts'
import type { Combine, Durability, Journal } from '../../model/store.ts'
import { errorCode, storeFailure } from '../failure.ts'
import { openAppender, type Appender } from './append.ts'
import { journalFiles, removeFile, removeIfEmpty, sweep, type JournalFile, type Place } from './folder.ts'
import { intentName } from './intent.ts'
import { takeLock } from './lock.ts'
import { mergeSealed, readJournal, type Merged } from './merge.ts'
import type { Owner, Processes } from './owner.ts'

export interface OpenOptions {
  readonly place: Place
  readonly owner: Owner
  readonly processes: Processes
  readonly combine: Combine
  readonly durability: Durability
}

/** A file that this recorder answers for, under its name while it is open. */
interface Held {
  readonly file: string
  readonly records: readonly Uint8Array[]
}

/**
 * Its own file comes first, so that a recording that dead processes have left stays one while it changes hands.
 * The file of a living recorder is never touched by another.
 */
export async function openJournal(options: OpenOptions): Promise<Journal> {
  const { place, owner, processes } = options
  const own = await failing(place, () => openAppender(place.folder, `${owner}.jsonl`, options.durability))
  try {
    const others = journalFiles(place.folder).filter(({ file }) => file !== own.file)
    const toMerge = others.some(({ sealed }) => sealed) || existsSync(join(place.folder, intentName))
    const merged = toMerge ? await mergeUnderLock(options, new Map(), () => false) : []
    // What the living have sealed was about to be merged by themselves.
    const recovered = merged.filter((each) => !processes.isAlive(each.owner)).map(({ records }) => records)
    const open = others.filter(({ sealed }) => !sealed)
    const adopted = open.flatMap((each, index) => (processes.isAlive(each.owner) ? [] : adopt(place, each, `${owner}.${index + 1}.jsonl`)))
    return journal(options, own, { adopted, recovered, joined: open.length > 0 })
  } catch (error) {
    own.close()
    leave(options, own)
    throw isRespoolError(error) ? error : storeFailure('write', place.path, error)
  }
}

/** What opening has found of others. */
interface Found {
  readonly adopted: readonly Held[]
  readonly recovered: Journal['recovered']
  readonly joined: boolean
}

function journal(options: OpenOptions, own: Appender, { adopted, recovered, joined }: Found): Journal {
  const { place } = options
  // Sealed once; a merge that failed may be tried again.
  let missing: Map<string, readonly Uint8Array[]> | undefined
  return {
    joined,
    adopted: adopted.map(({ records }) => records),
    recovered,
    append: own.append,
    async merge(unwritten = []) {
      missing ??= await failing(place, async () => seal(place, own, adopted, unwritten))
      const inNoFile = missing
      const sealed = [own, ...adopted].map(({ file }) => sealedName(file))
      const merged = () => inNoFile.size === 0 && !sealed.some((file) => existsSync(join(place.folder, file)))
      try {
        if (!merged()) await failing(place, () => mergeUnderLock(options, inNoFile, merged))
      } catch (error) {
        throw kept(error as RespoolError, place, [...inNoFile.values()].flat().length)
      } finally {
        leave(options, own)
      }
    },
    async discard() {
      own.close()
      await failing(place, async () => {
        for (const { file } of [own, ...adopted]) removeFile(join(place.folder, file))
        leave(options, own)
      })
    },
  }
}

/** Nothing of this recorder stays: not its folder, nor those around it that it made in vain. */
function leave({ place, processes }: OpenOptions, own: Appender): void {
  if (own.records === 0) removeFile(join(place.folder, own.file))
  sweep(place.folder, processes)
  for (const folder of own.made) removeIfEmpty(folder)
}

async function mergeUnderLock(
  options: OpenOptions,
  unwritten: ReadonlyMap<string, readonly Uint8Array[]>,
  needless: () => boolean,
): Promise<readonly Merged[]> {
  const { place, owner, processes } = options
  const release = await takeLock({ folder: place.folder, owner, processes, needless })
  if (!release) return []
  try {
    return await mergeSealed({ ...options, unwritten })
  } finally {
    release()
  }
}

/** Makes the dead one's file this recorder's. Of several who try, the rename lets one win. */
function adopt({ folder }: Place, { file }: JournalFile, name: string): Held[] {
  if (!renamed(folder, file, name)) return []
  return [{ file: name, records: readJournal(join(folder, name)) }]
}

/** From here on anybody may merge what was recorded. Returns what is in no file, by the file in which it should be. */
function seal(
  { folder }: Place,
  own: Appender,
  adopted: readonly Held[],
  unwritten: readonly Uint8Array[],
): Map<string, readonly Uint8Array[]> {
  const missing = new Map<string, readonly Uint8Array[]>()
  // Once more: what had no room a minute ago may have it now.
  const left = unwritten.filter((record) => !own.tryAppend(record))
  // The folder was removed while this recorder was at work in it: what it wrote can still be read where it is open.
  const salvaged = own.isRemoved() ? own.read() : []
  own.close()
  if (left.length + salvaged.length > 0) missing.set(sealedName(own.file), [...salvaged, ...left])
  if (own.records > 0) renamed(folder, own.file, sealedName(own.file))
  for (const { file, records } of adopted) {
    if (!renamed(folder, file, sealedName(file)) && records.length > 0) missing.set(sealedName(file), records)
  }
  return missing
}

function renamed(folder: string, from: string, to: string): boolean {
  try {
    renameSync(join(folder, from), join(folder, to))
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}

function sealedName(file: string): string {
  return file.replace(/\.jsonl$/, '.done')
}

function kept({ code, message, details, cause }: RespoolError, { folder }: Place, lost: number): RespoolError {
  const what =
    lost === 0
      ? 'What was recorded'
      : `All that was recorded but ${lost === 1 ? 'one interaction' : `${lost} interactions`}, which had no room anywhere,`
  return new RespoolError(
    code,
    `${message} ${what} is kept in ${folder}: it is saved when the cassette is next opened to record.`,
    details,
    { cause },
  )
}

async function failing<Result>({ path }: Place, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw isRespoolError(error) ? error : storeFailure('write', path, error)
  }
}
