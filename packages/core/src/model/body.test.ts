import { expect, test } from 'vitest'
import { encodeUtf8, utf8Length } from './body.ts'

test.each([
  ['nothing', ''],
  ['ASCII', 'hello'],
  ['characters of two to four bytes', 'é€😀'],
  ['half of a pair', 'a\ud83d'],
  ['much', 'x'.repeat(200_000)],
  ['just too much where it is not ASCII', '€'.repeat(0x10000 / 3 + 1)],
])('text becomes the same bytes as the platform makes of it: %s', (_, text) => {
  const bytes = new TextEncoder().encode(text)
  expect(encodeUtf8(text)).toEqual(bytes)
  expect(utf8Length(text)).toBe(bytes.length)
})

test('what was encoded is not touched by what is encoded next', () => {
  const first = encodeUtf8('first')
  encodeUtf8('other')
  expect(new TextDecoder().decode(first)).toBe('first')
  expect(first.buffer.byteLength).toBe(5)
})
