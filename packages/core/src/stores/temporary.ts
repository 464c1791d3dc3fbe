import { open, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { errorCode } from './failure.ts'
import { makeFolder } from './folder.ts'

// One for all stores of this process: they may write to the same folder.
let count = 0

/** Whether a file is one that a write is under way in, or was when its process died. */
export function isTemporary(name: string): boolean {
  return /^\.respool-\d+-\d+\.tmp$/.test(name)
}

/**
 * Writes bytes to a new file beside `target`, to the disk, with the target's mode where there is one. Makes the folder, and leaves no file behind where something fails.
 */
export async function writeTemporary(target: string, bytes: Uint8Array): Promise<{ path: string; remove(): Promise<void> }> {
  const mode = await modeOf(target)
  const { path, handle } = await openNew(dirname(target))
  const remove = () => rm(path, { force: true })
  try {
    await fill(handle, bytes, mode)
  } catch (error) {
    await remove()
    throw error
  }
  return { path, remove }
}

async function fill(handle: FileHandle, bytes: Uint8Array, mode: number | undefined): Promise<void> {
  try {
    await handle.writeFile(bytes)
    // Before the rename: otherwise a power cut can leave the new name with nothing in it.
    await handle.sync()
    if (mode !== undefined) await handle.chmod(mode)
  } finally {
    await handle.close()
  }
}

/**
 * The name is not made of the target's, which may already be as long as a name can be. Another thread, or a container that shares the folder,
 * may have the same process id and number: then the next number is tried.
 */
async function openNew(folder: string): Promise<{ path: string; handle: FileHandle }> {
  for (let made = false; ;) {
    const path = join(folder, `.respool-${process.pid}-${++count}.tmp`)
    try {
      return { path, handle: await open(path, 'wx') }
    } catch (error) {
      if (errorCode(error) === 'ENOENT' && !made) {
        await makeFolder(folder)
        made = true
      } else if (errorCode(error) !== 'EEXIST') throw error
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
