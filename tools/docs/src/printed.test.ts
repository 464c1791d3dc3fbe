import { expect, test } from 'vitest'
import { differsFrom } from './printed.ts'

test.each<[given: string, documented: string, printed: string, same: boolean]>([
  ['the same', 'a\nb', 'a\nb', true],
  ['empty lines and spaces at the ends', '\na  \nb\n', 'a\nb   \n\n\n', true],
  ['an empty line between', 'a\n\nb', 'a\nb', false],
  ['a line more', 'a', 'a\nb', false],
  ['a line less', 'a\nb', 'a', false],
  ['… within a line', 'took … ms, exactly', 'took 12.5 ms, exactly', true],
  ['… for nothing', 'a…b', 'ab', true],
  ['… does not cross lines', 'a…b', 'a\nb', false],
  ['… alone, for lines', 'a\n…\nd', 'a\nb\nc\nd', true],
  ['… alone, for none', 'a\n…\nb', 'a\nb', true],
  ['… alone, at both ends', '…\nb\n…', 'a\nb\nc', true],
  ['… alone, but the line is not there', '…\nx\n…', 'a\nb\nc', false],
  ['… takes the line that lets the rest fit', '…\na\nb', 'a\nc\na\nb', true],
  ['signs of expressions are text', 'a.b (c) [d] $1 \\n + *', 'a.b (c) [d] $1 \\n + *', true],
  ['signs of expressions match nothing else', 'a.b', 'axb', false],
])('%s', (_, documented, printed, same) => {
  expect(differsFrom(documented, printed) === undefined).toBe(same)
})

test('what is different is shown, both sides', () => {
  expect(differsFrom('a\n…', 'b\n')).toBe('documented:\n    a\n    …\nprinted:\n    b')
})
