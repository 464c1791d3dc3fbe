import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'

test.each<[milliseconds: number, text: string]>([
  [0, '0s'],
  [0.000001, '1ns'],
  [0.270928, '270.928µs'],
  [100, '100ms'],
  [626.391292, '626.391292ms'],
  [1000, '1s'],
  [1723.231839, '1.723231839s'],
  [78006.99275, '1m18.00699275s'],
  [3_600_000, '1h0m0s'],
  [90_061_500, '25h1m1.5s'],
])('%f ms is %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text)
  expect(parseDuration(text)).toBe(milliseconds)
})

test.each<[text: string, want: number | undefined]>([
  ['0', 0],
  ['1.5h', 5_400_000],
  ['.5s', 500],
  ['1.s', 1000],
  ['1us', 0.001],
  ['1μs', 0.001],
  ['', undefined],
  ['5', undefined],
  ['1 s', undefined],
  ['s', undefined],
  ['1d', undefined],
])('%j is read as %s', (text, want) => {
  expect(parseDuration(text)).toBe(want)
})

test('whatever is written is read back to the nanosecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e14 }), (nanoseconds) => {
      expect(parseDuration(formatDuration(nanoseconds / 1e6))).toBe(nanoseconds / 1e6)
    }),
  )
})
