import { expect } from 'vitest'

import type { RespoolErrorCode } from '@respool/core'

/** Fails unless the promise rejects with a RespoolError of this code, whose message can be read by a person. Returns the error. */
export async function expectRespoolError(promise: Promise<unknown>, code: RespoolErrorCode): Promise<Error> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Error)
  // By name and brand, not by class: an implementation may have another copy of the core.
  expect(error).toMatchObject({ name: 'RespoolError', code, details: expect.any(Object), message: expect.stringMatching(/\S \S.*[.?]$/s) })
  expect(Symbol.for('respool.error') in (error as Error)).toBe(true)
  return error as Error
}
