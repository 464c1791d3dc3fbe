import { expect, test } from 'vitest'
import { finding, type Finding } from './proof.ts'
import { formatTable, isProven } from './table.ts'

const proven: Finding = { what: 'Go loads it', of: 3, failures: [] }
const failed: Finding = {
  what: 'bytes are equal',
  of: 7,
  failures: Array.from({ length: 6 }, (_, index) => `${index}.yaml: other bytes`),
  note: 'no corpus',
}

test('the table says how much of what was proven, and what was not', () => {
  expect(formatTable([{ name: 'One', findings: [proven, failed] }])).toBe(`
One
  Go loads it      3 of 3
  bytes are equal  1 of 7 (no corpus)

not so: bytes are equal
  0.yaml: other bytes
  1.yaml: other bytes
  2.yaml: other bytes
  3.yaml: other bytes
  4.yaml: other bytes
  … and 1 more`)
})

test.each<[what: string, findings: Finding[], want: boolean]>([
  ['everything held', [proven], true],
  ['something did not', [proven, failed], false],
  ['nothing was tried', [{ ...proven, of: 0 }], false],
])('proven or not: %s', (_, findings, want) => expect(isProven([{ name: 'One', findings }])).toBe(want))

test('a finding counts what was tried', () => {
  const { check, result } = finding('it holds', 'so far')
  check('a', undefined)
  check('b', 'it does not')
  expect(result()).toEqual({ what: 'it holds', of: 2, failures: ['b: it does not'], note: 'so far' })
})
