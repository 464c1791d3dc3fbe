import { readdirSync, writeFileSync } from 'node:fs'
import { filesBelow, tempFolder } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import type { CassetteStore } from '../model/store.ts'
import { fileStore } from '../stores/file/store.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Capture } from './contract.ts'
import { answers, ask, begin, filesIn, type Folder, kill, name, old, open } from './durable.test-data.ts'

describe('replay', () => {
  test('leaves what stands beside the cassette alone, writes nothing, and says so', async () => {
    await using folder = await tempFolder()
    writeFileSync(folder.file(name), old('one'))
    ask(await open(folder, { mode: 'new-episodes' }), 'two')
    const before = await filesBelow(folder.path)
    for (const state of ['1 recorder at work', 'recordings that were never saved']) {
      const recorder = await open(folder, { mode: 'replay' })
      expect(ask(recorder, 'one')).toEqual(['old one'])
      const { warnings, recovered } = await recorder.close()
      expect(warnings).toEqual([expect.stringContaining(`beside it stand ${state}, which replay leaves alone`)])
      expect(recovered).toBe(0)
      if (state.startsWith('1')) {
        expect(await filesBelow(folder.path)).toEqual(before)
        kill(folder)
      }
    }
  })

  test('and once with a finished cassette need no right to write', async () => {
    const store = { ...memoryStore({ [name]: old('one') }) }
    const journals = { ...store.journals!, open: () => Promise.reject(new Error('opened')) }
    for (const mode of ['replay', 'once'] as const) {
      const recorder = await open({ ...store, journals }, { mode })
      expect(ask(recorder, 'one')).toEqual(['old one'])
      await recorder.close()
    }
  })
})

describe.each<[string, () => Promise<{ store: CassetteStore; folder?: Folder & AsyncDisposable }>]>([
  ['files', async () => tempFolder().then((folder) => ({ store: fileStore(folder.path), folder }))],
  ['memory', async () => ({ store: memoryStore() })],
])('recorders of one cassette in %s', (_, create) => {
  test('once: those that open while another records join it, also after one has closed', async () => {
    const { store, folder } = await create()
    const [first, second] = [await open(store, { mode: 'once' }), await open(store, { mode: 'once' })]
    ask(first, 'first')
    ask(second, 'second')
    await first.close()
    const third = await open(store, { mode: 'once' })
    expect(ask(third, 'first', 'third')).toEqual(['new first', 'recorded'])
    await second.close()
    await third.close()
    expect(await answers(store)).toEqual(['new first', 'new second', 'new third'])
    const fourth = await open(store, { mode: 'once' })
    expect(ask(fourth, 'fourth', 'first')).toEqual(['miss', 'new first'])
    await fourth.close().catch(() => {})
    if (folder) expect(await filesIn(folder)).toEqual([name])
    await folder?.[Symbol.asyncDispose]()
  })

  test.each(['once', 'new-episodes', 'rerecord', 'replay', 'passthrough'] as const)(
    '%s, with nothing recorded, leaves nothing',
    async (mode) => {
      const { store, folder } = await create()
      const recorder = await open(store, { mode })
      if (mode === 'once') (begin(recorder, 'never answered') as Capture).drop()
      recorder.discard()
      await recorder.close()
      await (await open(store, { mode })).close()
      expect(await store.list()).toEqual([])
      if (folder) expect(readdirSync(folder.path)).toEqual([])
      await folder?.[Symbol.asyncDispose]()
    },
  )
})

test('a store that keeps no journals saves at close, and recorders that share it lose nothing either', async () => {
  const { journals: _, ...store } = memoryStore({ [name]: old('old') })
  const recorders = await Promise.all(Array.from({ length: 8 }, () => open(store, { mode: 'new-episodes' })))
  for (const [index, recorder] of recorders.entries()) {
    const [slow, quick] = [begin(recorder, `${index} slow`) as Capture, begin(recorder, `${index} quick`) as Capture]
    quick.end()
    slow.end()
  }
  await Promise.all(recorders.map((recorder) => recorder.close()))
  const all = (await answers(store))!
  expect(all.length).toBe(17)
  expect(all[0]).toBe('old old')
  expect(all.slice(1, 3)).toEqual(['new 0 slow', 'new 0 quick'])
})
