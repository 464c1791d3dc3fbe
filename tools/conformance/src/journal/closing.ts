import { expect, test } from 'vitest'

import type { Combine } from '@respool/core'

import { listed, utf8 } from '../bytes.ts'
import type { WithStore } from '../store/with-store.ts'
import { appendAll, combineLines, expectNothingStands, journalsOf, linesIn, openLines } from './lines.ts'

export function journalClosing(withStore: WithStore): void {
  test(
    'merging puts the records behind what is there, in their order, and leaves nothing beside it',
    withStore(async (store) => {
      await store.write('a.yaml', utf8('old\n'))
      const journal = await openLines(store)
      appendAll(journal, 'b', 'a', 'c')
      expect(await linesIn(store)).toEqual(['old'])
      await journal.merge()
      expect(await linesIn(store)).toEqual(['old', 'b', 'a', 'c'])
      expect(await store.list()).toEqual(['a.yaml'])
      await expectNothingStands(store)
    }),
  )

  test(
    'where nothing was recorded, no cassette is made and none is written',
    withStore(async (store) => {
      for (const there of [undefined, utf8('old\n')]) {
        if (there) await store.write('a.yaml', there)
        const journal = await openLines(store, 'a.yaml', () => expect.unreachable())
        await journal.merge()
        expect(listed(await store.read('a.yaml'))).toEqual(listed(there))
        await expectNothingStands(store)
      }
    }),
  )

  test(
    'discarding keeps nothing',
    withStore(async (store) => {
      const journal = await openLines(store)
      appendAll(journal, 'one')
      await journal.discard()
      expect(await store.list()).toEqual([])
      await expectNothingStands(store)
      await (await openLines(store)).merge()
      expect(await store.list()).toEqual([])
    }),
  )

  test(
    'a record is any bytes without a line feed, and stays what it was when it was appended',
    withStore(async (store) => {
      const given: number[][] = []
      const combine: Combine = (cassette, journals) => {
        given.push(...journals.flat().map((record) => Array.from(record)))
        return combineLines(cassette, journals)
      }
      const journal = await openLines(store, 'a.yaml', combine)
      const record = Uint8Array.from({ length: 1 << 20 }, (_, index) => [0, 1, 9, 11, 13, 0x85, 255, 0xe2][index % 8]!)
      const wanted = Array.from(record)
      journal.append(record)
      record.fill(7)
      await journal.merge()
      expect(given.length).toBe(1)
      expect(Buffer.compare(Buffer.from(given[0]!), Buffer.from(wanted))).toBe(0)
    }),
  )

  test(
    'what could not be appended is handed in at the end',
    withStore(async (store) => {
      const journal = await openLines(store)
      appendAll(journal, 'one')
      await journal.merge([utf8('two')])
      const empty = await openLines(store)
      await empty.merge([utf8('three')])
      expect(await linesIn(store)).toEqual(['one', 'two', 'three'])
      await expectNothingStands(store)
    }),
  )

  test(
    'a closed journal takes nothing more',
    withStore(async (store) => {
      for (const end of ['merge', 'discard'] as const) {
        const journal = await openLines(store)
        await journal[end]()
        expect(() => journal.append(utf8('late'))).toThrow(/Could not write/)
        await expectNothingStands(store)
      }
    }),
  )

  test(
    'a failed merge changes nothing and keeps the records',
    withStore(async (store) => {
      await store.write('a.yaml', utf8('old\n'))
      const journal = await openLines(store, 'a.yaml', () => Promise.reject(new Error('cannot be parsed')))
      appendAll(journal, 'one')
      await expect(journal.merge()).rejects.toThrow('cannot be parsed')
      expect(await linesIn(store)).toEqual(['old'])
      expect(await journalsOf(store).peek('a.yaml')).toMatchObject({ recording: 0, sealed: 1 })
    }),
  )

  test(
    'a cassette that was edited while it was recorded keeps the edit, also one that comes in the middle of merging',
    withStore(async (store) => {
      const journal = await openLines(store, 'a.yaml', async (cassette, journals) => {
        if (!(await linesIn(store))?.includes('edit')) await store.write('a.yaml', utf8('edit\n'))
        return combineLines(cassette, journals)
      })
      await store.write('a.yaml', utf8('made meanwhile\n'))
      appendAll(journal, 'one')
      await journal.merge()
      expect(await linesIn(store)).toEqual(['edit', 'one'])
    }),
  )
}
