import { describe, expect, test } from 'vitest'

import type { Cassette, Interaction } from '@respool/core'

import type { FormatSample, WritableFormat } from '../format-suite.ts'
import { essence, interactionWith } from './interactions.ts'

/** A save may touch what has changed, and not a byte more: reviewers read the difference. */
export function formatSaving(format: WritableFormat, samples: readonly FormatSample[]): void {
  const own = { name: 'own.cassette', bytes: format.stringify({ interactions: [numbered(0), numbered(1), numbered(2)] }) }

  describe.each([own, ...samples])('$name', ({ name, bytes }) => {
    const read = async (from = bytes): Promise<Cassette> => format.parse(from, { name })
    const save = (cassette: Cassette, interactions: readonly Interaction[]): Uint8Array => format.stringify({ ...cassette, interactions })

    test('unchanged, it is saved as it was', async () => {
      const cassette = await read()
      expect(Buffer.compare(format.stringify(cassette), bytes)).toBe(0)
      expect(Buffer.compare(save(cassette, [...cassette.interactions]), bytes)).toBe(0)
    })

    test('adding is putting in, and changes nothing that was there', async () => {
      const cassette = await read()
      const saved = save(cassette, [...cassette.interactions, numbered(9)])
      expect(shared(bytes, saved)).toBeGreaterThanOrEqual(cassette.interactions.length === 0 ? 1 : bytes.byteLength)
      const again = await read(saved)
      expect(again.interactions.map(essence)).toEqual([...cassette.interactions, numbered(9)].map(essence))
      expect(again.interactions.slice(0, -1).map(({ id }) => id)).toEqual(cassette.interactions.map(({ id }) => id))
      expect(cassette.interactions.map(({ id }) => id)).not.toContain(again.interactions.at(-1)!.id)
    })

    test('what was added can be added to', async () => {
      const first = save(await read(), [...(await read()).interactions, numbered(8)])
      const cassette = await read(first)
      const second = save(cassette, [...cassette.interactions, numbered(9)])
      expect(shared(first, second)).toBe(first.byteLength)
    })

    test('taking one out leaves the others as they were', async () => {
      const cassette = await read()
      for (const index of cassette.interactions.keys()) {
        const rest = cassette.interactions.toSpliced(index, 1)
        const saved = save(cassette, rest)
        if (rest.length > 0) expect(shared(bytes, saved), `without ${index}`).toBe(saved.byteLength)
        expect((await read(saved)).interactions.map(essence)).toEqual(rest.map(essence))
      }
    })

    test('putting one in the place of another leaves the rest as it was', async () => {
      const cassette = await read()
      for (const [index, { id }] of cassette.interactions.entries()) {
        if (cassette.interactions.length === 1) break
        const without = save(cassette, cassette.interactions.toSpliced(index, 1))
        const others = cassette.interactions.with(index, { ...numbered(9), ...(id !== undefined && { id }) })
        const saved = save(cassette, others)
        expect(shared(bytes, saved), `in place of ${index}`).toBeGreaterThanOrEqual(without.byteLength)
        expect((await read(saved)).interactions.map(essence)).toEqual(others.map(essence))
      }
    })

    test('a changed copy is written with its change', async () => {
      const cassette = await read()
      const changed = cassette.interactions.map((each) => ({ ...each, request: { ...each.request, method: 'PUT' } }))
      expect((await read(save(cassette, changed))).interactions.map(essence)).toEqual(changed.map(essence))
    })
  })
}

function numbered(index: number): Interaction {
  return interactionWith({ url: `https://api.example.com/v1/chat?n=${index}` }, { recordedAt: `2026-11-21T09:30:0${index}.000Z` })
}

/** How many bytes two files have in common at their beginning and at their end: all of the shorter one, if the longer only has something put in. */
function shared(left: Uint8Array, right: Uint8Array): number {
  const shorter = Math.min(left.byteLength, right.byteLength)
  let head = 0
  while (head < shorter && left[head] === right[head]) head++
  let tail = 0
  while (tail < shorter - head && left.at(-1 - tail) === right.at(-1 - tail)) tail++
  return head + tail
}
