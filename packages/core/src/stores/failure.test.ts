import { expect, test } from 'vitest'

import { storeFailure } from './failure.ts'

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
