import { expect, test } from 'vitest'

import type { WithStore } from '../store/with-store.ts'
import { appendAll, expectNothingStands, journalsOf, linesIn, openLines } from './lines.ts'

export function journalSharing(withStore: WithStore): void {
  test(
    'closing one leaves those alone that are still at work',
    withStore(async (store) => {
      const [first, second] = [await openLines(store), await openLines(store)]
      appendAll(first, 'first 1')
      appendAll(second, 'second 1')
      await first.merge()
      expect(await linesIn(store)).toEqual(['first 1'])
      expect(await journalsOf(store).peek('a.yaml')).toEqual({ recording: 1, abandoned: 0, sealed: 0 })
      appendAll(second, 'second 2')
      await second.merge()
      expect(await linesIn(store)).toEqual(['first 1', 'second 1', 'second 2'])
      await expectNothingStands(store)
    }),
  )

  test(
    'discarding one leaves the others alone',
    withStore(async (store) => {
      const [first, second] = [await openLines(store), await openLines(store)]
      appendAll(first, 'first')
      appendAll(second, 'second')
      await first.discard()
      await second.merge()
      expect(await linesIn(store)).toEqual(['second'])
    }),
  )

  test(
    'many that close at once lose nothing, store nothing twice, and each keeps its order',
    withStore(async (store) => {
      const journals = await Promise.all(Array.from({ length: 16 }, () => openLines(store)))
      for (let turn = 0; turn < 10; turn++) for (const [index, journal] of journals.entries()) appendAll(journal, `${index}:${turn}`)
      await Promise.all(journals.map((journal) => journal.merge()))
      const lines = (await linesIn(store))!
      expect(lines.length).toBe(160)
      for (const index of journals.keys()) {
        expect(lines.filter((line) => line.startsWith(`${index}:`))).toEqual(Array.from({ length: 10 }, (_, turn) => `${index}:${turn}`))
      }
      await expectNothingStands(store)
    }),
  )

  test(
    'those that come and go while others do lose nothing either',
    withStore(async (store) => {
      await Promise.all(
        Array.from({ length: 12 }, async (_, index) => {
          for (let turn = 0; turn < 5; turn++) {
            const journal = await openLines(store)
            appendAll(journal, `${index}:${turn}`)
            if (turn === 3) await journal.discard()
            else await journal.merge()
          }
        }),
      )
      const lines = (await linesIn(store))!
      expect(lines.length).toBe(48)
      expect(new Set(lines).size).toBe(48)
      await expectNothingStands(store)
    }),
  )
}
