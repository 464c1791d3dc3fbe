import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

import type { Durability } from '../../model/store.ts'
import { parseJournalFile, removeFile, type Place } from './folder.ts'
import type { Owner } from './owner.ts'
import { readIfThere } from './write.ts'

export const intentName = 'intent.json'

/** What is about to happen: a cassette with these bytes takes its place, and then these journals are in it. */
interface Intent {
  readonly sha256: string
  readonly journals: readonly string[]
}

/** Says what is about to happen, so that a death between the cassette's rename and the journals' removal stores nothing twice. */
export function writeIntent({ folder }: Place, owner: Owner, bytes: Uint8Array, journals: readonly string[], durability: Durability): void {
  const intent: Intent = { sha256: sha256(bytes), journals }
  const prepared = join(folder, `intent-${owner}`)
  const fd = openSync(prepared, 'w')
  try {
    writeSync(fd, JSON.stringify(intent))
    if (durability === 'fsync') fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(prepared, join(folder, intentName))
}

/**
 * Ends what a merge that died has begun: where the cassette took its place, its journals are in it and go; else they are merged anew.
 * Only under the lock.
 */
export function finishIntent({ path, folder }: Place): void {
  const file = join(folder, intentName)
  const intent = readIntent(file)
  const cassette = intent && readIfThere(path)
  if (cassette && sha256(cassette) === intent.sha256) for (const journal of intent.journals) removeFile(join(folder, journal))
  removeFile(file)
}

function readIntent(file: string): Intent | undefined {
  const bytes = readIfThere(file)
  if (!bytes) return undefined
  try {
    const { sha256: hash, journals } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Intent>
    // By the form of their names: what a file says must not remove anything else.
    if (typeof hash !== 'string' || !Array.isArray(journals)) return undefined
    return { sha256: hash, journals: journals.filter((each) => typeof each === 'string' && parseJournalFile(each)?.sealed) }
  } catch {
    return undefined
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
