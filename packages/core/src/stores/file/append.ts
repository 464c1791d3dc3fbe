import { closeSync, existsSync, fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Durability } from '../../model/store.ts'
import { errorCode, storeFailure } from '../failure.ts'
import { checkFolder } from './folder.ts'
import { readLines, toLine } from './lines.ts'
import { makeFolder } from './make-folder.ts'
import { syncFolder } from './write.ts'

/** A journal's file, open for as long as its recorder is. */
export interface Appender {
  readonly file: string
  /** The folders that were made for it, the innermost first. */
  readonly made: readonly string[]
  /** How many records were appended. */
  readonly records: number
  /** @throws RespoolError `store-failed` */
  readonly append: (record: Uint8Array) => void
  tryAppend(record: Uint8Array): boolean
  /** Whether somebody has removed the file, folder and all. */
  isRemoved(): boolean
  read(): Uint8Array[]
  close(): void
}

export async function openAppender(folder: string, file: string, durability: Durability): Promise<Appender> {
  const path = join(folder, file)
  const { fd, made } = await openNew(folder, path)
  if (durability === 'fsync') for (const each of [folder, dirname(folder), ...made.map((name) => dirname(name))]) syncFolder(each)
  let records = 0
  let torn = false
  let open = true

  function append(record: Uint8Array): void {
    // Its number may be another file's by now.
    if (!open) throw storeFailure('write', path, new Error('the journal is closed'))
    try {
      writeWhole(fd, toLine(record, torn))
      torn = false
      if (durability === 'fsync') fdatasyncSync(fd)
      records++
    } catch (error) {
      // A part of the line may be there: the next one begins with a line end, or both would be lost.
      torn = true
      throw storeFailure('write', path, error)
    }
  }

  return {
    file,
    made,
    get records() {
      return records
    },
    append,
    tryAppend(record) {
      try {
        append(record)
        return true
      } catch {
        return false
      }
    },
    // Both, since not every file system counts links.
    isRemoved: () => fstatSync(fd).nlink === 0 && !existsSync(path),
    read: () => readLines(readWhole(fd)),
    close() {
      if (open) closeSync(fd)
      open = false
    },
  }
}

async function openNew(folder: string, path: string): Promise<{ fd: number; made: readonly string[] }> {
  const made = new Set<string>()
  for (let tries = 1; ; tries++) {
    for (const each of await makeFolder(folder)) made.add(each)
    checkFolder(folder)
    try {
      // For reading too: see `seal`.
      return { fd: openSync(path, 'ax+'), made: [...made].filter((each) => each !== folder) }
    } catch (error) {
      // Whoever leaves an empty folder sweeps it away, which may be between the two steps.
      if (errorCode(error) !== 'ENOENT' || tries === 100) throw error
    }
  }
}

/** One call, so that most kills leave a whole line or none; more only where the disk takes a part. */
function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.byteLength;) written += writeSync(fd, bytes, written)
}

function readWhole(fd: number): Uint8Array {
  const bytes = new Uint8Array(fstatSync(fd).size)
  for (let read = 0; read < bytes.byteLength;) {
    const more = readSync(fd, bytes, read, bytes.byteLength - read, read)
    if (more === 0) return bytes.subarray(0, read)
    read += more
  }
  return bytes
}
