import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

import { errorCode } from './failure.ts'

/**
 * Makes a folder and those it is in.
 *
 * Not by `recursive: true`: where a file system answers ENOENT although the parent is there (`/proc` does), Node 20 to 26 try for ever.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeOne(path)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await makeOne(path)
  }
}

async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    // Somebody else was faster; or it is a file, and then whoever writes below it is told so.
    if (errorCode(error) !== 'EEXIST') throw error
  }
}
