import { expect, test } from 'vitest'

import { listed, utf8 } from '../bytes.ts'
import { expectRespoolError } from '../error.ts'
import type { WithStore } from './with-store.ts'

const old = utf8('old')
const cases: { title: string; there: Uint8Array | undefined; expected: Uint8Array | null | undefined; changed: boolean }[] = [
  { title: 'nothing is expected, and there is none', there: undefined, expected: undefined, changed: false },
  { title: 'nothing is expected, and there is one', there: old, expected: undefined, changed: false },
  { title: 'none is expected, and there is none', there: undefined, expected: null, changed: false },
  { title: 'none is expected, and there is one', there: old, expected: null, changed: true },
  { title: 'none is expected, and there is an empty one', there: new Uint8Array(0), expected: null, changed: true },
  { title: 'the bytes are those expected', there: old, expected: utf8('old'), changed: false },
  { title: 'an empty one is expected and there', there: new Uint8Array(0), expected: new Uint8Array(0), changed: false },
  { title: 'other bytes of the same length are expected', there: old, expected: utf8('odd'), changed: true },
  { title: 'the beginning of the bytes is expected', there: old, expected: utf8('ol'), changed: true },
  { title: 'bytes are expected, and there is none', there: undefined, expected: old, changed: true },
  { title: 'an empty one is expected, and there is none', there: undefined, expected: new Uint8Array(0), changed: true },
]

export function storeExpected(withStore: WithStore): void {
  for (const { title, there, expected, changed } of cases) {
    test(
      `${title}: ${changed ? 'an error, and nothing is written' : 'written'}`,
      withStore(async (store) => {
        if (there) await store.write('a.yaml', there)
        const written = store.write('a.yaml', utf8('new'), expected === undefined ? {} : { expected })
        if (changed) {
          const error = await expectRespoolError(written, 'cassette-changed')
          expect(error).toMatchObject({ details: { cassette: store.describe('a.yaml') } })
        } else {
          await written
        }
        expect(listed(await store.read('a.yaml'))).toEqual(listed(changed ? there : utf8('new')))
        expect(await store.list()).toEqual(changed && !there ? [] : ['a.yaml'])
      }),
    )
  }

  test(
    'of many who expect the same, one writes and the others are told',
    withStore(async (store) => {
      await store.write('a.yaml', old)
      for (const expected of [old, null]) {
        const name = expected ? 'a.yaml' : 'b.yaml'
        const writes = Array.from({ length: 8 }, (_, index) => store.write(name, utf8(`writer ${index}`), { expected }))
        const results = await Promise.allSettled(writes)
        const winner = results.findIndex(({ status }) => status === 'fulfilled')
        expect(listed(await store.read(name))).toEqual(listed(utf8(`writer ${winner}`)))
        for (const [index, write] of writes.entries()) if (index !== winner) await expectRespoolError(write, 'cassette-changed')
      }
    }),
  )
}
