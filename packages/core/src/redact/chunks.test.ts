import { expect, test } from 'vitest'
import { encodeUtf8 } from '../model/body.ts'
import { replaceInChunks } from './chunks.ts'

const texts = (chunks: readonly Uint8Array[]) => chunks.map((chunk) => new TextDecoder().decode(chunk))
const find = (start: number, end: number) => ({ kind: 'x', start, end })

test.each([
  ['in one chunk', ['a secret.', 'b'], [find(2, 8)], ['a respool-redacted-x.', 'b']],
  ['two in one chunk', ['one two'], [find(0, 3), find(4, 7)], ['respool-redacted-x respool-redacted-x']],
  ['over a boundary: it stands where it begins', ['a sec', 'ret b'], [find(2, 8)], ['a respool-redacted-x', ' b']],
  ['over two boundaries', ['a s', 'ecre', 't b'], [find(2, 8)], ['a respool-redacted-x', '', ' b']],
  [
    'over a boundary, and another behind it',
    ['a sec', 'ret two'],
    [find(2, 8), find(9, 12)],
    ['a respool-redacted-x', ' respool-redacted-x'],
  ],
  ['up to a boundary, and from it', ['one', 'two'], [find(0, 3), find(3, 6)], ['respool-redacted-x', 'respool-redacted-x']],
  ['beside an empty chunk', ['', 'one', ''], [find(0, 3)], ['', 'respool-redacted-x', '']],
])('%s', (_, chunks, finds, want) => {
  expect(texts(replaceInChunks(chunks.map(encodeUtf8), finds))).toEqual(want)
})

test('what holds none stays the same object', () => {
  const chunks = ['one', 'two'].map(encodeUtf8)
  expect(replaceInChunks(chunks, [])).toBe(chunks)
  expect(replaceInChunks(chunks, [find(0, 3)])[1]).toBe(chunks[1])
})

test('one in each of very many chunks takes no longer than as many chunks do', () => {
  const chunks = Array.from({ length: 100_000 }, () => encodeUtf8('a secret.'))
  const finds = chunks.map((_, index) => find(index * 9 + 2, index * 9 + 8))
  const start = performance.now()
  expect(texts(replaceInChunks(chunks, finds).slice(-1))).toEqual(['a respool-redacted-x.'])
  expect(performance.now() - start).toBeLessThan(4000)
})
