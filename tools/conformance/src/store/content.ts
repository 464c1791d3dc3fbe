import { expect, test } from 'vitest'

import { listed, utf8 } from '../bytes.ts'
import type { WithStore } from './with-store.ts'

const contents: [string, Uint8Array][] = [
  ['text', utf8('interactions: Olá\n')],
  ['no bytes at all', new Uint8Array(0)],
  ['every byte there is', Uint8Array.from({ length: 256 }, (_, index) => index)],
  ['carriage returns and a BOM', utf8('\uFEFFa\r\nb\rc\n')],
  ['a megabyte', Uint8Array.from({ length: 1 << 20 }, (_, index) => (index * 31) % 251)],
]

export function storeContent(withStore: WithStore): void {
  test(
    'reading what is not there gives undefined',
    withStore(async (store) => {
      expect(await store.read('absent.yaml')).toBeUndefined()
      expect(await store.read('no/such/folder.yaml')).toBeUndefined()
    }),
  )

  for (const [what, bytes] of contents) {
    test(
      `what is written is read: ${what}`,
      withStore(async (store) => {
        await store.write('a.yaml', bytes)
        const read = await store.read('a.yaml')
        expect(Buffer.compare(read!, bytes)).toBe(0)
      }),
    )
  }

  test(
    'a second write takes the place of the first, shorter or not',
    withStore(async (store) => {
      for (const text of ['first and long', 'second', '', 'and the last one, the longest']) {
        await store.write('a.yaml', utf8(text))
        expect(listed(await store.read('a.yaml'))).toEqual(listed(utf8(text)))
      }
    }),
  )

  test(
    'neither the bytes handed in nor those handed out are the store’s own',
    withStore(async (store) => {
      const given = utf8('original')
      const written = store.write('a.yaml', given)
      given.fill(0)
      await written
      given.fill(1)
      const first = await store.read('a.yaml')
      expect(listed(first)).toEqual(listed(utf8('original')))
      first!.fill(2)
      expect(listed(await store.read('a.yaml'))).toEqual(listed(utf8('original')))
    }),
  )

  test('readers beside writers see one of the versions, whole', withStore(neverTorn), 20_000)

  test(
    'a cassette has a description with its name in it',
    withStore(async (store) => {
      expect(store.describe('chat.yaml')).toContain('chat.yaml')
    }),
  )
}

async function neverTorn(store: Parameters<Parameters<WithStore>[0]>[0]): Promise<void> {
  const version = (letter: string) => utf8(letter.repeat(200_000))
  await store.write('a.yaml', version('0'))
  let writing = true
  const writers = Array.from('123456', async (letter) => {
    for (let round = 0; round < 3; round++) await store.write('a.yaml', version(letter))
  })
  const readers = Array.from({ length: 4 }, async () => {
    let reads = 0
    // Once more after the last write, so that even a slow reader has read something.
    for (let last = false; !last; reads++) {
      last = !writing
      const bytes = await store.read('a.yaml')
      expect(bytes?.byteLength).toBe(200_000)
      expect(bytes!.every((byte) => byte === bytes![0])).toBe(true)
      await new Promise((resolve) => setImmediate(resolve))
    }
    return reads
  })
  await Promise.all(writers)
  writing = false
  expect((await Promise.all(readers)).every((reads) => reads > 0)).toBe(true)
}
