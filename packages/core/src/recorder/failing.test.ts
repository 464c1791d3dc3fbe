import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tempFolder } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import type { CassetteStore } from '../model/store.ts'
import { fileStore } from '../stores/file/store.ts'
import { memoryStore } from '../stores/memory.ts'
import { answers, ask, filesIn, name, old, open } from './durable.test-data.ts'

describe('where something fails', () => {
  test('an append that fails costs nothing: the interaction is saved at close, which says so', async () => {
    const { journals, ...rest } = memoryStore()
    let full = true
    const store: CassetteStore = {
      ...rest,
      journals: {
        ...journals!,
        async open(...args) {
          const journal = await journals!.open(...args)
          const append = (record: Uint8Array) => {
            if (full) throw new Error('the disk is full')
            journal.append(record)
          }
          return { ...journal, append }
        },
      },
    }
    const recorder = await open(store, { mode: 'once' })
    ask(recorder, 'one', 'two')
    full = false
    ask(recorder, 'three')
    const { recorded, warnings } = await recorder.close()
    expect(recorded).toBe(3)
    expect(warnings).toEqual([expect.stringMatching(/2 interactions could not be journalled when recorded.*the disk is full/)])
    expect(await answers(store)).toEqual(['new one', 'new two', 'new three'])
  })

  test('a cassette that was broken meanwhile: close rejects, and once it is mended nothing is missing', async () => {
    await using folder = await tempFolder()
    const recorder = await open(folder, { mode: 'once' })
    ask(recorder, 'one')
    writeFileSync(folder.file(name), 'interactions: {{{')
    await expect(recorder.close()).rejects.toMatchObject({
      code: 'invalid-cassette',
      message: expect.stringContaining('What was recorded is kept in'),
    })
    await expect(open(folder, { mode: 'new-episodes' })).rejects.toMatchObject({ code: 'invalid-cassette' })
    writeFileSync(folder.file(name), old('zero'))
    await (await open(folder, { mode: 'new-episodes' })).close()
    expect(await answers(folder)).toEqual(['old zero', 'new one'])
    expect(await filesIn(folder)).toEqual([name])
  })

  test('a cassette that was deleted or edited meanwhile: what was recorded comes behind what is there', async () => {
    await using folder = await tempFolder()
    for (const now of [undefined, old('three')]) {
      writeFileSync(folder.file(name), old('one'))
      const recorder = await open(folder, { mode: 'new-episodes' })
      expect(ask(recorder, 'one', 'two')).toEqual(['old one', 'recorded'])
      rmSync(folder.file(name))
      if (now) writeFileSync(folder.file(name), now)
      await recorder.close()
      expect(await answers(folder)).toEqual(now ? ['old three', 'new two'] : ['new two'])
    }
  })

  test('a file to which nothing can be added is refused before a journal is begun, or a dead one adopted', async () => {
    await using folder = await tempFolder()
    writeFileSync(folder.file(name), '{"version": 2, "interactions": []}')
    mkdirSync(folder.file(`${name}.recording`))
    writeFileSync(folder.file(`${name}.recording`, '4194999-1-00.jsonl'), 'x\n')
    await expect(open(folder, { mode: 'new-episodes' })).rejects.toThrow(/Cannot add to/)
    expect(await filesIn(folder)).toEqual([name, `${name}.recording/4194999-1-00.jsonl`])
  })

  test.skipIf(process.platform !== 'linux')('a folder in which nothing can be written is refused when a recorder opens', async () => {
    // Root may write anywhere but there.
    for (const mode of ['once', 'new-episodes', 'rerecord'] as const) {
      await expect(open(fileStore('/proc'), { mode })).rejects.toMatchObject({
        code: 'store-failed',
        message: expect.stringContaining('/proc/a.yaml'),
      })
    }
    await (await open(fileStore('/proc'), { mode: 'replay' })).close()
    expect(existsSync('/proc/a.yaml.recording')).toBe(false)
  })
})
