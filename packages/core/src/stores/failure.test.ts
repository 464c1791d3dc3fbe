import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'

import { isRespoolError, RespoolError } from '../model/errors.ts'
import { errorCode, storeFailure } from './failure.ts'

test.each([
  ['EACCES', 'keep the cassettes elsewhere'],
  ['EROFS', 'mode: "replay"'],
  ['ENOSPC', 'make room'],
  ['ENAMETOOLONG', 'shorten it'],
  ['ESTRANGE', 'The cause says more'],
])('%s comes with what to do about it', (code, advice) => {
  const cause = Object.assign(new Error(`${code}: no`), { code })
  const error = storeFailure('write', '/x/a.yaml', cause)
  expect(error.message).toMatch(/^Could not write \/x\/a\.yaml: /)
  expect(error.message).toContain(advice)
  expect(error).toMatchObject({ code: 'store-failed', details: { cassette: '/x/a.yaml' }, cause })
})

test('something else than an error may be thrown', () => {
  expect(storeFailure('read', 'memory:a', 'why not').message).toBe('Could not read memory:a: why not. The cause says more.')
})

test("an error of another realm, which Node's are to a test in jest, is an error", () => {
  const foreign: unknown = runInNewContext(`Object.assign(new TypeError('ENOENT: no'), { code: 'ENOENT' })`)
  expect(foreign).not.toBeInstanceOf(Error)
  expect(errorCode(foreign)).toBe('ENOENT')
  expect(storeFailure('read', '/x/a.yaml', foreign).message).toMatch(/a\.yaml: ENOENT: no\. Folders cannot/)
  const ours = storeFailure('read', '/x/a.yaml', foreign)
  const theirs: unknown = runInNewContext(`Object.defineProperties(new Error(), keys)`, { keys: Object.getOwnPropertyDescriptors(ours) })
  expect(theirs).not.toBeInstanceOf(RespoolError)
  expect(isRespoolError(theirs, 'store-failed')).toBe(true)
})
