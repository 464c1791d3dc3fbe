import { RespoolError } from '../model/errors.ts'

/** What the folder ends in that stands beside a cassette while it is recorded. */
export const recordingSuffix = '.recording'

export function isRecordingFolder(name: string): boolean {
  // Whatever its case: on some disks that makes no difference.
  return name.toLowerCase().endsWith(recordingSuffix)
}

/**
 * Refuses a name that is none, or that would lead out of the store's folder.
 *
 * A cassette's name is often made of a test's title, and a title with `../` in it must not write anywhere else.
 *
 * @throws RespoolError `invalid-option`
 */
export function checkName(name: string, { windows = false } = {}): void {
  const wrong = faultOf(name, windows)
  if (wrong) throw invalidName(name, wrong)
}

/** A prefix is a folder: '' for all, else a name with or without a slash at its end. Returns it with one. */
export function checkPrefix(prefix: string, options?: { windows?: boolean }): string {
  if (prefix === '') return ''
  const folder = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix
  checkName(folder, options)
  return `${folder}/`
}

function faultOf(name: string, windows: boolean): string | undefined {
  if (name === '') return 'It is empty'
  if (name.includes('\0')) return 'It has a NUL character in it'
  if (name.startsWith('/')) return 'It is an absolute path'
  // A backslash separates folders on Windows, and a colon leads to another drive or into a stream of the file.
  if (windows && /[\\:]/.test(name)) return String.raw`It has a \ or a : in it, which mean something else on Windows`
  if (name.endsWith('/')) return 'It ends with a slash, so it is a folder'
  if (name.split('/').includes('..')) return 'It leads out of the folder'
  // One cassette has one name: `a//b` and `a/./b` would be the same file as `a/b`.
  if (name.split('/').some((part) => part === '' || part === '.')) return 'It has an empty part or a . in it'
  if (name.split('/').some(isRecordingFolder))
    return `A part of it ends in ${recordingSuffix}, which is what recordings under way are called`
  return undefined
}

function invalidName(name: string, wrong: string): RespoolError {
  const expected = 'a relative path with / between folders, such as chat/hello.yaml'
  return new RespoolError('invalid-option', `${JSON.stringify(name)} cannot be a cassette's name. ${wrong}. Give ${expected}.`, {
    option: 'name',
    value: name,
    expected,
  })
}
