import { RespoolError, isError } from '../model/errors.ts'

/** What to do about what the file system says; by its error code. */
const advice: Readonly<Record<string, string>> = {
  EACCES: 'Let this user read and write there, or keep the cassettes elsewhere',
  EPERM: 'Let this user read and write there, or keep the cassettes elsewhere',
  EROFS: 'The file system is read-only: keep the cassettes elsewhere, or replay with mode: "replay", which writes nothing',
  ENOSPC: 'The disk is full: make room and run again',
  EDQUOT: 'The quota is used up: make room and run again',
  EFBIG: 'The file may not grow so large: raise the limit (ulimit -f), or record fewer interactions in one cassette',
  ENOENT: 'Folders cannot be made there: keep the cassettes elsewhere',
  EISDIR: 'This is a folder: name a file in it',
  ENOTDIR: 'A part of this path is a file where a folder is needed: rename one of them',
  EEXIST: 'A part of this path is a file where a folder is needed: rename one of them',
  ENAMETOOLONG: 'The file system takes no name as long as this: shorten it',
  EMFILE: 'Too many files are open: run fewer tests at a time, or raise the limit (ulimit -n)',
}

/** The error of a store that could not do its work. `action` is `read`, `write` or `list`. */
export function storeFailure(action: string, location: string, cause: unknown): RespoolError<'store-failed'> {
  const code = errorCode(cause)
  const reason = isError(cause) ? cause.message : String(cause)
  const help = (code && advice[code]) ?? 'The cause says more'
  return new RespoolError('store-failed', `Could not ${action} ${location}: ${reason}. ${help}.`, { cassette: location }, { cause })
}

export function cassetteChanged(location: string, expected: Uint8Array | null): RespoolError<'cassette-changed'> {
  const what = expected ? 'is no longer what was read from it' : 'was made in the meantime'
  return new RespoolError(
    'cassette-changed',
    `${location} ${what}: another process has written it, and its recordings are kept. Run again to record into the new one.`,
    { cassette: location },
  )
}

/** Such as `ENOENT`, of an error of the file system. */
export function errorCode(error: unknown): string | undefined {
  return isError(error) && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
