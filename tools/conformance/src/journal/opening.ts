import { expect, test } from 'vitest'

import { listed, utf8 } from '../bytes.ts'
import { expectRespoolError } from '../error.ts'
import type { WithStore } from '../store/with-store.ts'
import { appendAll, combineLines, expectNothingStands, journalsOf, linesIn, openLines } from './lines.ts'

export function journalOpening(withStore: WithStore): void {
  test(
    'nothing stands beside a cassette that nobody records, be it there or not',
    withStore(async (store) => {
      await expectNothingStands(store)
      await store.write('a.yaml', utf8('old\n'))
      await expectNothingStands(store)
    }),
  )

  test(
    'an open journal is seen by others, and is no cassette',
    withStore(async (store) => {
      const journal = await openLines(store, 'chat/a.yaml')
      appendAll(journal, 'one')
      expect(await journalsOf(store).peek('chat/a.yaml')).toEqual({ recording: 1, abandoned: 0, sealed: 0 })
      await expectNothingStands(store, 'a.yaml')
      expect(await store.list()).toEqual([])
      expect(await store.read('chat/a.yaml')).toBeUndefined()
      await journal.discard()
    }),
  )

  test(
    'a journal joins those at work, and only those of the same cassette',
    withStore(async (store) => {
      const first = await openLines(store, 'a.yaml')
      const second = await openLines(store, 'a.yaml')
      const other = await openLines(store, 'b.yaml')
      expect([first.joined, second.joined, other.joined]).toEqual([false, true, false])
      // What lives is nobody else's.
      expect([first.adopted, second.adopted]).toEqual([[], []])
      await Promise.all([first, second, other].map((journal) => journal.discard()))
      const last = await openLines(store, 'a.yaml')
      expect(last.joined).toBe(false)
      await last.discard()
    }),
  )

  test(
    'what could not be merged at close is merged by who opens next, before it reads the cassette',
    withStore(async (store) => {
      const journal = await openLines(store, 'a.yaml', () => {
        throw new Error('no cassette')
      })
      appendAll(journal, 'one', 'two')
      await expect(journal.merge()).rejects.toThrow('no cassette')
      expect(await store.read('a.yaml')).toBeUndefined()
      expect(await journalsOf(store).peek('a.yaml')).toEqual({ recording: 0, abandoned: 0, sealed: 1 })
      const next = await openLines(store)
      expect(await linesIn(store)).toEqual(['one', 'two'])
      expect(next.joined).toBe(false)
      await next.discard()
      await expectNothingStands(store)
    }),
  )

  test(
    'where that fails, opening fails, loses nothing and leaves no recorder at work',
    withStore(async (store) => {
      const failing = () => Promise.reject(new Error('still no cassette'))
      const journal = await openLines(store, 'a.yaml', failing)
      appendAll(journal, 'one')
      await expect(journal.merge()).rejects.toThrow('still no cassette')
      await expect(openLines(store, 'a.yaml', failing)).rejects.toThrow('still no cassette')
      expect(await journalsOf(store).peek('a.yaml')).toEqual({ recording: 0, abandoned: 0, sealed: 1 })
      await (await openLines(store)).discard()
      expect(await linesIn(store)).toEqual(['one'])
    }),
  )

  test(
    'a name that is none is refused',
    withStore(async (store) => {
      for (const name of ['', '../a.yaml', '/a.yaml', 'a.yaml.recording/b.yaml']) {
        await expectRespoolError(journalsOf(store).peek(name), 'invalid-option')
        await expectRespoolError(journalsOf(store).open(name, { combine: combineLines }), 'invalid-option')
      }
    }),
  )

  test(
    'a name as long as most file systems allow',
    withStore(async (store) => {
      for (const name of [`${'n'.repeat(250)}.yaml`, `${'n'.repeat(248)}2.yaml`, `${'日本語'.repeat(27)}.yaml`]) {
        const journal = await openLines(store, name)
        appendAll(journal, name)
        await journal.merge()
        expect(listed(await store.read(name))).toEqual(listed(utf8(`${name}\n`)))
      }
    }),
  )
}
