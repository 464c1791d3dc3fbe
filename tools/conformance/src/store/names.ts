import { expect, test } from 'vitest'

import { listed, utf8 } from '../bytes.ts'
import { expectRespoolError } from '../error.ts'
import type { WithStore } from './with-store.ts'

const good: [string, string][] = [
  ['in nested folders', 'one/two/three/a.yaml'],
  ['as long as most file systems allow', `${'n'.repeat(250)}.yaml`],
  ['beyond ASCII', 'olá/日本語 🎞️.yaml'],
  ['with spaces and signs', "a b/[c] (d) #1 100% 'e' & f.yaml"],
  ['with dots that lead nowhere', '..a/...b/.c..yaml'],
  ['without an extension', 'cassette'],
]

const bad: [string, string][] = [
  ['an empty one', ''],
  ['the folder above', '..'],
  ['a file above', '../a.yaml'],
  ['a file above, by way of a folder', 'a/../../b.yaml'],
  ['the way back to where it was', 'a/../b.yaml'],
  ['an absolute path', '/etc/respool.yaml'],
  ['a NUL character', 'a\0.yaml'],
  ['the folder itself', '.'],
  ['a part that is a dot', 'a/./b.yaml'],
  ['an empty part', 'a//b.yaml'],
  ['a folder', 'a/'],
  ['what a recording under way is called', 'a.yaml.recording'],
  ['in a folder of that kind, whatever its case', 'a.yaml.Recording/b.yaml'],
]

export function storeNames(withStore: WithStore): void {
  for (const [what, name] of good) {
    test(
      `a name ${what}`,
      withStore(async (store) => {
        await store.write(name, utf8(what))
        expect(listed(await store.read(name))).toEqual(listed(utf8(what)))
        expect(await store.list()).toEqual([name])
      }),
    )
  }

  test(
    'names that differ are cassettes that differ',
    withStore(async (store) => {
      const names = ['a.yaml', 'a.yml', 'a/a.yaml', 'b/a.yaml']
      for (const name of names) await store.write(name, utf8(name))
      for (const name of names) expect(listed(await store.read(name))).toEqual(listed(utf8(name)))
    }),
  )

  for (const [what, name] of bad) {
    test(
      `no name: ${what}`,
      withStore(async (store) => {
        const error = await expectRespoolError(store.write(name, utf8('x')), 'invalid-option')
        expect(error).toMatchObject({ details: { option: 'name', value: name, expected: expect.any(String) } })
        expect(error.message).toContain('chat/hello.yaml')
        await expectRespoolError(store.read(name), 'invalid-option')
        expect(await store.list()).toEqual([])
      }),
    )
  }
}
