import { fsyncSync, openSync, closeSync, readFileSync, renameSync } from 'node:fs'
import { open, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'

import { equalBytes } from '../bytes.ts'
import { cassetteChanged, errorCode } from '../failure.ts'
import { makeFolder } from './make-folder.ts'

// One for all stores of this process: they may write to the same folder.
let temporaryFiles = 0

/** Whether a file is one that a write is under way in, or was when its process died. */
export function isTemporary(name: string): boolean {
  return /^\.respool-\d+-\d+\.tmp$/.test(name)
}

/**
 * Writes bytes to a new file beside `target`, to the disk, with the target's mode where there is one.
 * Makes the folder, and leaves no file behind where something fails.
 */
export async function writeTemporary(target: string, bytes: Uint8Array): Promise<{ path: string; remove(): Promise<void> }> {
  const { path, handle } = await openNew(dirname(target))
  return fillFor(target, { path, handle, bytes })
}

/** The same, to a path that is the caller's own. */
export async function writeBeside(path: string, target: string, bytes: Uint8Array): Promise<{ path: string; remove(): Promise<void> }> {
  return fillFor(target, { path, handle: await open(path, 'w'), bytes })
}

async function fillFor(target: string, { path, handle, bytes }: { path: string; handle: FileHandle; bytes: Uint8Array }) {
  const remove = () => rm(path, { force: true })
  try {
    await fill(handle, bytes, () => modeOf(target))
  } catch (error) {
    await remove()
    throw error
  }
  return { path, remove }
}

async function fill(handle: FileHandle, bytes: Uint8Array, modeWanted: () => Promise<number | undefined>): Promise<void> {
  try {
    const mode = await modeWanted()
    await handle.writeFile(bytes)
    // Before the rename: otherwise a power cut can leave the new name with nothing in it.
    await handle.sync()
    if (mode !== undefined) await handle.chmod(mode)
  } finally {
    await handle.close()
  }
}

/**
 * Compares and renames without giving way between the two, so that no other writer of this thread comes in between.
 * Another process still can, for the moment of one system call: whoever must exclude that takes the journal's lock first.
 */
export function replace(path: string, temporary: string, expected: Uint8Array | null | undefined): void {
  if (expected !== undefined && !equalBytes(readIfThere(path), expected ?? undefined)) throw cassetteChanged(path, expected)
  renameOver(temporary, path)
}

/** Windows (not tried) refuses while anybody, such as a virus scanner, has the old file open; that is soon over. */
function renameOver(from: string, to: string): void {
  for (let tries = 1; ; tries++) {
    try {
      return renameSync(from, to)
    } catch (error) {
      if (sep !== '\\' || tries === 200 || !['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '')) throw error
    }
  }
}

export function readIfThere(path: string): Uint8Array | undefined {
  try {
    return plain(readFileSync(path))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** A Buffer has methods of its own (its `slice` does not copy): none of them may reach a caller. */
export function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Has the disk remember the names in a folder, where folders can be opened at all (not on Windows). */
export function syncFolder(path: string): void {
  if (sep === '\\') return
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/**
 * The name is not made of the target's, which may already be as long as a name can be. Another thread, or a container that shares the folder,
 * may have the same process id and number: then the next number is tried.
 */
async function openNew(folder: string): Promise<{ path: string; handle: FileHandle }> {
  for (let made = 0; ;) {
    const path = join(folder, `.respool-${process.pid}-${++temporaryFiles}.tmp`)
    try {
      return { path, handle: await open(path, 'wx') }
    } catch (error) {
      const code = errorCode(error)
      // More than once: a recorder that has recorded nothing takes the folder that it made away again.
      if (code === 'ENOENT' && made++ < 20) await makeFolder(folder)
      else if (code !== 'EEXIST') throw error
    }
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o7777
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
