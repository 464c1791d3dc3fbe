import { expect, test } from 'vitest'
import { compareKeys } from './key-order.ts'

test.each<[why: string, want: string[]]>([
  ['letters by code point, capitals first', ['Accept', 'Content-Type', 'accept']],
  ['numbers by value', ['X-1', 'X-2', 'X-10', 'X-100']],
  ['equal numbers by their zeros', ['X-1', 'X-01', 'X-001']],
  ['zeros inside a number count', ['X-1', 'X-10', 'X-100']],
  ['what is no letter before letters', ['a-b', 'a_b', 'ab']],
  ['letters before more digits', ['a1b', 'a10']],
  ['a prefix first', ['Content', 'Content-Type']],
])('%s', (_, want) => {
  expect([...want].reverse().sort(compareKeys)).toEqual(want)
  expect([...want].sort(compareKeys)).toEqual(want)
})

test('equal keys are equal', () => {
  expect(compareKeys('a', 'a')).toBe(0)
})
