import { readEvents } from '@respool/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cassettes } from './files.ts'
import { readDamagedCapped, readHostileCapped } from './memory.ts'

test('a damaged cassette is read or refused, quickly, within its memory, and nothing else', async () => {
  const files = cassettes()
  expect(files.length).toBeGreaterThan(3)
  const { read, refused, faults } = await readDamagedCapped(files, 1000, 1)
  expect(faults).toEqual([])
  // Both happen, or nothing was tried.
  expect(Math.min(read, refused)).toBeGreaterThan(50)
}, 60_000)

test('a hostile cassette takes no more memory than it may', async () => {
  const results = await readHostileCapped()
  expect(results.filter(({ outcome }) => outcome === undefined)).toEqual([])
}, 120_000)

test('the same bytes give the same events, however they are cut', () => {
  const line = fc.oneof(
    fc.string().map((text) => `data: ${text.replaceAll(/[\r\n]/g, '')}`),
    fc.constantFrom('event: a', ': comment', 'id: 1', 'retry: 5', ''),
  )
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.nat(400)), (lines, end, cuts) => {
      const bytes = new TextEncoder().encode(lines.map((each) => each + end).join('') + end)
      const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length]
      const chunks = places.slice(1).map((to, index) => bytes.slice(places[index], to))
      expect(readEvents({ chunks })).toEqual(readEvents({ chunks: [bytes] }))
    }),
  )
})
