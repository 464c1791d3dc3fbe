import { journalSuite, storeSuite } from '@respool/conformance'
import { expect, test } from 'vitest'

import { memoryStore } from './memory.ts'

storeSuite({ name: 'memory', create: async () => ({ store: memoryStore() }) })
journalSuite({ name: 'memory', create: async () => ({ store: memoryStore() }) })

test('the memory store begins with what it is given, as a copy', async () => {
  const bytes = new Uint8Array([1, 2, 3])
  const store = memoryStore({ 'text.yaml': 'Olá', 'bytes.yaml': bytes })
  bytes.fill(0)
  expect(new TextDecoder().decode(await store.read('text.yaml'))).toBe('Olá')
  expect(await store.read('bytes.yaml')).toEqual(new Uint8Array([1, 2, 3]))
})

test('the memory store can hold a cassette where it has a folder too: it has no folders', async () => {
  const store = memoryStore({ chat: 'a', 'chat/hi.yaml': 'b' })
  expect(await store.list()).toEqual(['chat', 'chat/hi.yaml'])
})

test('a name that is none is refused at the beginning as well', () => {
  expect(() => memoryStore({ '../a.yaml': '' })).toThrow('It leads out of the folder')
})
