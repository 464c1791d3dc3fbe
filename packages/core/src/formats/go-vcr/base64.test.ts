import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64.ts'

test('it is what everybody else writes, and reads back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)
    }),
  )
})

test('long input, longer than one piece', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251)
  expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
  expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)
})

test.each([['a'], ['ab=c'], ['a===='], ['ab c'], ['äbcd'], ['===='], ['YQ=='.repeat(2)]])('%j is none', (text) => {
  expect(decodeBase64(text)).toBeUndefined()
})
