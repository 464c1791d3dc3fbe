import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { errorCode } from '../failure.ts'
import { breakDeadLock, lockName, removeFile, removeIfEmpty } from './folder.ts'
import { makeFolder } from './make-folder.ts'
import type { Owner, Processes } from './owner.ts'

/** How long a living process may keep the others waiting, in milliseconds: merging takes tens of them. */
const patience = 60_000

export interface LockRequest {
  readonly folder: string
  readonly owner: Owner
  readonly processes: Processes
  /** Whether the work is done meanwhile, by somebody else: then there is no need to wait on. */
  readonly needless: () => boolean
}

/**
 * Takes a recording's lock; what it returns lets go of it. Undefined where it was needless.
 *
 * The lock is a folder with its owner's file in it, prepared beside and renamed into place. A rename onto a folder that holds something fails, so two cannot have it;
 * and it is never there without its owner's name, so it can always be told whether that one lives.
 */
export async function takeLock({ folder, owner, processes, needless }: LockRequest): Promise<(() => void) | undefined> {
  const prepared = join(folder, `prep-${owner}`)
  const givenUp = Date.now() + patience
  for (let tries = 1; ; tries++) {
    if (needless()) {
      rmSync(prepared, { recursive: true, force: true })
      return undefined
    }
    await makeFolder(folder)
    if (take(folder, prepared, owner)) return () => release(folder, owner)
    if (breakDeadLock(folder, processes.isAlive)) continue
    if (Date.now() > givenUp) throw new Error(`its lock (${join(folder, lockName)}) was not free for ${patience / 1000} s`)
    // At random, so that those who wait do not all come back at once.
    await sleep(1 + Math.random() * Math.min(20, tries))
  }
}

function take(folder: string, prepared: string, owner: Owner): boolean {
  const lock = join(folder, lockName)
  try {
    mkdirSync(prepared, { recursive: true })
    writeFileSync(join(prepared, owner), '')
    // Windows (not tried) is said to refuse a rename even onto an empty folder, which a process that died while it let go leaves.
    if (sep === '\\') removeIfEmpty(lock)
    renameSync(prepared, lock)
    return true
  } catch (error) {
    if (isTaken(errorCode(error))) return false
    throw error
  }
}

function isTaken(code: string | undefined): boolean {
  // ENOENT: the folder was empty, and swept away, between two steps.
  if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOENT') return true
  return sep === '\\' && (code === 'EPERM' || code === 'EACCES')
}

function release(folder: string, owner: Owner): void {
  removeFile(join(folder, lockName, owner))
  // Fails, as it should, where the next one has taken the lock by now.
  removeIfEmpty(join(folder, lockName))
}
