import { realpathSync } from 'node:fs'
import { dirname, relative, sep, isAbsolute } from 'node:path'
import { RespoolError } from '../../model/errors.ts'

/**
 * Refuses a path that a link leads out of the root: a cassette from a stranger's repository must not read or replace files elsewhere.
 * That the root itself is reached by a link is its owner's business.
 */
export function checkInside(root: string, path: string): void {
  const realRoot = realOf(root)
  if (realRoot === undefined) return
  // The file, and where there is none yet, the deepest folder on its way that there is.
  for (let each = path; each !== root; each = dirname(each)) {
    const real = realOf(each)
    if (real === undefined) continue
    const way = relative(realRoot, real)
    if (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)) return
    const message = `The cassette ${path} is reached by a link that leads out of ${root}, to ${real}. Name the file itself, or put it there.`
    throw new RespoolError('store-failed', message, { cassette: path })
  }
}

/** Undefined where there is nothing, or nothing that can be looked at: then reading or writing says why. */
function realOf(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}
