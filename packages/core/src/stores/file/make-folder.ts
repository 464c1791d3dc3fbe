import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

import { errorCode } from '../failure.ts'

/**
 * Makes a folder and those it is in; returns those that were not there, the innermost first.
 *
 * Not by `recursive: true`: where a file system answers ENOENT although the parent is there (`/proc` does), Node 20 to 26 try for ever.
 */
export async function makeFolder(path: string): Promise<string[]> {
  try {
    return await makeOne(path)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error
    const above = await makeFolder(dirname(path))
    return [...(await makeOne(path)), ...above]
  }
}

async function makeOne(path: string): Promise<string[]> {
  try {
    await mkdir(path)
    return [path]
  } catch (error) {
    // Somebody else was faster; or it is a file, and then whoever writes below it is told so.
    if (errorCode(error) !== 'EEXIST') throw error
    return []
  }
}
