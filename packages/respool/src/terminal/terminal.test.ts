import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { clip } from './clip.ts'
import { jsonText } from './json-text.ts'
import { printable } from './printable.ts'
import { styleOf } from './style.ts'
import { table } from './table.ts'
import { wantsColor } from './terminal.ts'
import { age, count, duration, plural, size } from './units.ts'
import { wrap } from './wrap.ts'

test.each<[string, boolean, Record<string, string>, boolean]>([
  ['a terminal', true, {}, true],
  ['a pipe', false, {}, false],
  ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR, which says nothing', true, { NO_COLOR: '' }, true],
  ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
  ['both, as Node has it', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('colours on %s', (_, isTerminal, env, want) => {
  expect(wantsColor(isTerminal, env)).toBe(want)
})

test('without colour a style leaves text as it is', () => {
  for (const paint of Object.values(styleOf({ color: false }))) expect(paint('a')).toBe('a')
  expect(styleOf({ color: true }).bad('a')).toBe('\u001b[31ma\u001b[39m')
  expect(styleOf({ color: true }).bad('')).toBe('')
})

test.each([
  [count(0), '0'],
  [count(1234567), '1,234,567'],
  [plural(1, 'chunk'), '1 chunk'],
  [plural(1000, 'chunk'), '1,000 chunks'],
  [size(999), '999 B'],
  [size(1000), '1.0 kB'],
  [size(12_345), '12 kB'],
  [size(999_600), '1.0 MB'],
  [size(3e9), '3.0 GB'],
  [age(-1), 'now'],
  [age(59_000), 'now'],
  [age(60_000), '1 min'],
  [age(86_400_000 * 3), '3 d'],
  [age(86_400_000 * 400), '1 y'],
  [duration(0.4), '0 ms'],
  [duration(999.4), '999 ms'],
  [duration(999.6), '1.0 s'],
  [duration(59_940), '60 s'],
  [duration(125_000), '2 min 5 s'],
])('%s', (shown, want) => {
  expect(shown).toBe(want)
})

test.each([
  ['at words', 'one two three', ['  one two', '  three']],
  ['words that fit nowhere, anywhere', 'abcdefghijkl', ['  abcdefgh', '  ijkl']],
  ['keeping empty lines', 'a\n\nb', ['  a', '', '  b']],
  ['in characters of two columns', '日本語日本語', ['  日本語日', '  本語']],
  ['nothing', '', []],
])('wraps %s', (_, text, want) => {
  expect(wrap(text, { columns: 10, indent: '  ' })).toEqual(want)
})

test('a line goes on as far in as it began', () => {
  expect(wrap('    one two three four five six', { columns: 30 })).toEqual(['    one two three four five', '    six'])
})

test.each([
  ['what fits', 'abc', 'abc'],
  ['what does not', 'abcdef', 'abcd…'],
  ['never half a character', '日本語', '日本…'],
  ['nor half an emoji', 'abc👩‍👩‍👧', 'abc👩‍👩‍👧'],
])('clips %s', (_, text, want) => {
  expect(clip(text, 5)).toBe(want)
  expect(stringWidth(clip(text, 5))).toBeLessThanOrEqual(5)
})

test('columns line up, whatever the script', () => {
  expect(
    table(
      [
        ['日本', '1'],
        ['a', '10'],
      ],
      [{}, { align: 'right' }],
    ),
  ).toEqual(['日本   1', 'a     10'])
})

test('control characters show as what they are', () => {
  expect(printable('a\u001b[31mb\u0007\u007f\u009b\r\nc\td')).toBe('a␛[31mb␇␡\\x9b\nc\td')
})

test('JSON is on one line where it fits, and lists of texts always', () => {
  expect(jsonText({ a: [1, 2], b: { c: 'd' } }, 80)).toBe('{"a":[1,2],"b":{"c":"d"}}')
  expect(jsonText({ a: [1, 2], b: { c: 'd' } }, 14)).toBe('{\n  "a": [1,2],\n  "b": {"c":"d"}\n}')
  expect(jsonText(['aaaaaaaa', 'bbbbbbbb'], 10)).toBe('["aaaaaaaa","bbbbbbbb"]')
})
