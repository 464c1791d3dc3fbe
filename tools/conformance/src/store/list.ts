import { expect, test } from 'vitest'

import { utf8 } from '../bytes.ts'
import { expectRespoolError } from '../error.ts'
import type { WithStore } from './with-store.ts'

export function storeList(withStore: WithStore): void {
  test(
    'an empty store has none',
    withStore(async (store) => {
      expect(await store.list()).toEqual([])
      expect(await store.list('chat/')).toEqual([])
    }),
  )

  test(
    'all names, at any depth, sorted by their characters',
    withStore(async (store) => {
      for (const name of ['b.yaml', 'a/z.yaml', 'a.yaml', 'C.yaml', 'a/b/c.yaml', 'é.yaml', '10.yaml', '9.yaml'])
        await store.write(name, utf8(name))
      expect(await store.list()).toEqual(['10.yaml', '9.yaml', 'C.yaml', 'a.yaml', 'a/b/c.yaml', 'a/z.yaml', 'b.yaml', 'é.yaml'])
      expect(await store.list('')).toEqual(await store.list())
    }),
  )

  test(
    'a prefix is a folder, not the beginning of a name',
    withStore(async (store) => {
      for (const name of ['chat/b.yaml', 'chat/deep/a.yaml', 'chatter/a.yaml', 'chat.yaml']) await store.write(name, utf8(name))
      expect(await store.list('chat/')).toEqual(['chat/b.yaml', 'chat/deep/a.yaml'])
      expect(await store.list('chat')).toEqual(['chat/b.yaml', 'chat/deep/a.yaml'])
      expect(await store.list('chat/deep/')).toEqual(['chat/deep/a.yaml'])
      expect(await store.list('none/')).toEqual([])
    }),
  )

  test(
    'a prefix may not lead out of the store either',
    withStore(async (store) => {
      for (const prefix of ['..', '../', '/', '/tmp/', 'a/../../']) await expectRespoolError(store.list(prefix), 'invalid-option')
    }),
  )
}
