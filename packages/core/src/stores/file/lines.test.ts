import fc from 'fast-check'
import { expect, test } from 'vitest'

import { concatBytes } from '../../model/body.ts'
import { readLines, toLine } from './lines.ts'

const record = fc.uint8Array({ minLength: 1, maxLength: 30 }).map((bytes) => bytes.map((byte) => (byte === 0x0a ? 0x20 : byte)))

test('cut off anywhere, a journal gives the lines that were whole', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), fc.nat(200), (records, cut) => {
      const journal = concatBytes(records.map((each) => toLine(each, false))).subarray(0, cut)
      const whole = journal.filter((byte) => byte === 0x0a).length
      expect(readLines(journal)).toEqual(records.slice(0, whole))
    }),
  )
})

test('after a line that was cut off, the next one is whole', () => {
  fc.assert(
    fc.property(record, record, fc.nat(30), (first, second, cut) => {
      const journal = concatBytes([toLine(first, false).subarray(0, cut), toLine(second, true)])
      expect(readLines(journal).at(-1)).toEqual(second)
    }),
  )
})
