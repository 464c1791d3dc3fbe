import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classifyBytes } from './raw-bytes.ts'

const encoder = new TextEncoder()

function expected(text: string): string {
  if (/[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(text)) return 'controls'
  return /^[\0-\x7f]*$/.test(text) ? 'ascii' : 'unicode'
}

test.each([
  ['tabs and line ends are no controls', 'a\tb\nc', 'ascii'],
  ['a carriage return is one', 'a\r\n', 'controls'],
  ['DEL is one', 'abc\x7f', 'controls'],
  ['so is U+0085, of two bytes', 'abc\x85', 'controls'],
  ['U+00A0 is none', 'abc\xa0', 'unicode'],
  ['nor are continuation bytes', '\u2014\u{1f600}', 'unicode'],
  ['nothing at all', '', 'ascii'],
])('%s', (_, text, want) => {
  expect(classifyBytes(encoder.encode(text))).toBe(want)
})

test('wherever the bytes begin and end, and whatever stands between them', () => {
  const characters = fc.constantFrom(
    'a',
    ' ',
    '\n',
    '\t',
    '\x0b',
    '\r',
    '\x1f',
    '~',
    '\x7f',
    '\x80',
    '\x9f',
    '\xa0',
    '\xbf',
    'é',
    '€',
    '😀',
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 6 }), characters), { maxLength: 4 }), fc.nat({ max: 5 }), (list, before) => {
      const text = list.map(([usual, character]) => 'usual\n'.slice(0, usual) + character).join('')
      const bytes = encoder.encode('\x01'.repeat(before) + text).subarray(before)
      expect(classifyBytes(bytes)).toBe(expected(text))
    }),
    { numRuns: 5000 },
  )
})
