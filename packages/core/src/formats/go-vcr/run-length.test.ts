import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatRuns, parseRuns } from './run-length.ts'

test.each<[numbers: number[], line: string]>([
  [[], ''],
  [[342], '342'],
  [[342, 289, 289, 289, 12], '342 289*3 12'],
  [[0, 0], '0*2'],
  [[626.4, 0, 15.2, 15.2], '626.4 0 15.2*2'],
])('%j is written as %j', (numbers, line) => {
  expect(formatRuns(numbers)).toBe(line)
  expect(parseRuns(line)).toEqual(numbers)
})

test('one decimal is kept, and what is equal then is one run', () => {
  expect(formatRuns([1.04, 1.01, 0.96])).toBe('1*3')
})

test.each([['a'], ['1,2'], ['-1'], ['1*'], ['1*x'], ['1.25'], ['1e3'], ['0*9999999999'], ['0*999999 0*999999']])(
  '%j is no such line',
  (line) => {
    expect(parseRuns(line)).toBeUndefined()
  },
)

test('whatever is written is read back', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1e6 }).map((tenths) => tenths / 10)), (numbers) => {
      expect(parseRuns(formatRuns(numbers))).toEqual(numbers)
    }),
  )
})
