import { lstatSync, readdirSync, rmdirSync, rmSync, unlinkSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'

import { errorCode, storeFailure } from '../failure.ts'
import { recordingSuffix } from '../name.ts'
import { ownerPattern, type Owner, type Processes } from './owner.ts'

/** A cassette and the folder beside it in which its recordings stand while they are made. */
export interface Place {
  /** The cassette's path. */
  readonly path: string
  /** `<path>.recording` */
  readonly folder: string
}

/** A journal's file: `<owner>.jsonl`, `<owner>.<number>.jsonl` for an adopted one, `.done` in place of `.jsonl` once it is sealed. */
export interface JournalFile {
  readonly file: string
  readonly owner: Owner
  readonly sealed: boolean
}

const journalFile = new RegExp(String.raw`^(${ownerPattern})(?:\.\d+)?\.(jsonl|done)$`)
const passingFile = new RegExp(String.raw`^(?:prep|new|intent)-(${ownerPattern})$`)
export const lockName = 'lock'

export function placeOf(path: string): Place {
  const name = basename(path)
  // A file system takes names of 255 bytes: a longer one would let the cassette be written but not recorded.
  const whole = name + recordingSuffix
  if (Buffer.byteLength(whole) <= 255) return { path, folder: join(dirname(path), whole) }
  const short = Array.from(name).slice(0, 40).join('')
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16)
  return { path, folder: join(dirname(path), `${short}-${hash}${recordingSuffix}`) }
}

export function parseJournalFile(file: string): JournalFile | undefined {
  const match = journalFile.exec(file)
  return match ? { file, owner: match[1]!, sealed: match[2] === 'done' } : undefined
}

/** The journals in a recording's folder, none where there is no folder. Links are none: a repository that one clones could lead anywhere by them. */
export function journalFiles(folder: string): JournalFile[] {
  return entriesOf(folder).flatMap((entry) => (entry.isFile() ? (parseJournalFile(entry.name) ?? []) : []))
}

/** Refuses a folder that is a link: what is written into it, and removed from it, would be elsewhere. */
export function checkFolder(folder: string): void {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return
  throw storeFailure('write', folder, new Error('it is a link, and recordings are never written through one. Remove it'))
}

/** Removes what the dead have left of work that takes a moment, then the folder, if nothing is in it. */
export function sweep(folder: string, { isAlive }: Processes): void {
  for (const { name } of entriesOf(folder)) {
    const owner = passingFile.exec(name)?.[1]
    if (owner !== undefined && !isAlive(owner)) rmSync(join(folder, name), { recursive: true, force: true })
  }
  breakDeadLock(folder, isAlive)
  removeIfEmpty(join(folder, lockName))
  removeIfEmpty(folder)
}

/** Takes the file of a dead owner out of the lock, by its name: a late breaker hits nothing. True where one was there. */
export function breakDeadLock(folder: string, isAlive: (owner: Owner) => boolean): boolean {
  const lock = join(folder, lockName)
  const dead = entriesOf(lock).filter(({ name }) => !isAlive(name))
  for (const { name } of dead) removeFile(join(lock, name))
  return dead.length > 0
}

/** False where it was not there. */
export function removeFile(path: string): boolean {
  try {
    unlinkSync(path)
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}

export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Something is in it, or somebody else was faster; and where it cannot be removed, an empty folder does no harm.
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
