import { expect, test } from 'vitest'
import { checkCount, checkSize, largestFile, mostInteractions } from './limits.ts'
import { parseGoVcr } from './parse.ts'

test.each([
  [largestFile, mostInteractions, undefined],
  [largestFile + 1024 * 1024, 1, /it has 257 MB, and at most 256 are read/],
  [1, mostInteractions + 1, /it has 200001 interactions, and at most 200000 are read/],
])('%i bytes with %i interactions', (size, count, message) => {
  const check = () => {
    checkSize(size, 'hi.yaml')
    checkCount(count, { name: 'hi.yaml', text: '', warnings: [] })
  }
  if (message) expect(check).toThrow(message)
  else expect(check).not.toThrow()
})

test('a file is refused for its size before it is looked at', () => {
  const huge = { byteLength: largestFile + 1024 * 1024 } as Uint8Array
  expect(() => parseGoVcr(huge, { name: 'hi.yaml' })).toThrow(/hi\.yaml: it has 257 MB/)
})
