import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tempFolder } from '@respool/testkit'
import { describe, expect, test } from 'vitest'

import { bodyBytes } from '../../model/body.ts'
import { journalFiles } from './folder.ts'
import { fileStore } from './store.ts'
import { alsoDead, combineLines, dead, make, namesBelow, textOf } from './test-data.ts'

interface Folder {
  readonly path: string
  file(...names: string[]): string
}

const windows = process.platform === 'win32'
const name = 'a.yaml'
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const open = (folder: Folder, combine = combineLines) => fileStore(folder.path).journals!.open(name, { combine })
const cassette = (folder: Folder) => (existsSync(folder.file(name)) ? readFileSync(folder.file(name), 'utf8') : undefined)

describe('what dead processes have left of their journals', () => {
  test('is adopted by who opens next, and merged when that one closes', async () => {
    await using folder = await tempFolder()
    make(folder.path, { [`a.yaml.recording/${dead}.jsonl`]: 'one\ntwo\n', [`a.yaml.recording/${alsoDead}.3.jsonl`]: 'three\n' })
    const store = fileStore(folder.path)
    expect(await store.journals!.peek(name)).toEqual({ recording: 0, abandoned: 2, sealed: 0 })
    const journal = await open(folder)
    expect(journal.joined).toBe(true)
    expect(new Set(journal.adopted.map((records) => records.map(textOf).join(' ')))).toEqual(new Set(['one two', 'three']))
    expect(await store.journals!.peek(name)).toEqual({ recording: 3, abandoned: 0, sealed: 0 })
    // A second opener finds them taken.
    const second = await open(folder)
    expect(second.adopted).toEqual([])
    await second.discard()
    expect(cassette(folder)).toBeUndefined()
    journal.append(bodyBytes('four'))
    await journal.merge()
    expect(cassette(folder)!.split('\n').sort()).toEqual(['', 'four', 'one', 'three', 'two'])
    expect(namesBelow(folder.path)).toEqual([name])
  })

  test('goes with what is discarded', async () => {
    await using folder = await tempFolder()
    make(folder.path, { [`a.yaml.recording/${dead}.jsonl`]: 'one\n' })
    await (await open(folder)).discard()
    expect(namesBelow(folder.path)).toEqual([])
  })

  test.each([
    ['a line without an end', 'one\ntwo', ['one']],
    ['only half a line', 'on', []],
    ['nothing', '', []],
    ['an empty line, from an append after one that failed', 'on\n\ntwo\n', ['on', 'two']],
  ])('may be %s', async (_, text, records) => {
    await using folder = await tempFolder()
    make(folder.path, { [`a.yaml.recording/${dead}.jsonl`]: text })
    const journal = await open(folder)
    expect(journal.adopted.flat().map(textOf)).toEqual(records)
    // It was a recording, whatever came of it.
    expect(journal.joined).toBe(true)
    await journal.merge()
    expect(cassette(folder)).toBe(records.length > 0 ? records.map((each) => `${each}\n`).join('') : undefined)
    expect(existsSync(folder.file('a.yaml.recording'))).toBe(false)
  })
})

describe('a process that died while it merged, after', () => {
  const recording = 'a.yaml.recording'
  const done = { [`${recording}/${dead}.done`]: 'one\n', [`${recording}/${dead}.1.done`]: 'two\n' }
  const lock = { [`${recording}/lock/${dead}`]: '' }
  const fresh = { [`${recording}/new-${dead}`]: 'old\none\ntwo\n' }
  const intent = {
    [`${recording}/intent.json`]: JSON.stringify({ sha256: sha256('old\none\ntwo\n'), journals: [`${dead}.done`, `${dead}.1.done`] }),
  }
  const old = { [name]: 'old\n' }
  const merged = { [name]: 'old\none\ntwo\n' }

  test.each<[string, { [file: string]: string }]>([
    ['sealing its journals', { ...old, ...done }],
    ['preparing the lock', { ...old, ...done, [`${recording}/prep-${dead}/`]: '' }],
    ['preparing the lock whole', { ...old, ...done, [`${recording}/prep-${dead}/${dead}`]: '' }],
    ['taking the lock', { ...old, ...done, ...lock }],
    ['half the new cassette', { ...old, ...done, ...lock, [`${recording}/new-${dead}`]: 'old\non' }],
    ['the new cassette', { ...old, ...done, ...lock, ...fresh }],
    ['half of its intent', { ...old, ...done, ...lock, ...fresh, [`${recording}/intent-${dead}`]: '{"sha' }],
    ['its intent', { ...old, ...done, ...lock, ...fresh, ...intent }],
    ['renaming the cassette', { ...merged, ...done, ...lock, ...intent }],
    ['removing one journal', { ...merged, ...lock, ...intent, [`${recording}/${dead}.1.done`]: 'two\n' }],
    ['removing all journals', { ...merged, ...lock, ...intent }],
    ['removing its intent', { ...merged, ...lock }],
    ['letting go of the lock', { ...merged, [`${recording}/lock/`]: '' }],
    ['all of it but the folder', { ...merged, [`${recording}/`]: '' }],
  ])('%s: nothing is lost, nothing is twice, nothing stays', async (_, files) => {
    await using folder = await tempFolder()
    make(folder.path, files)
    const journal = await open(folder)
    expect(journal.joined).toBe(false)
    expect(journal.adopted).toEqual([])
    expect(cassette(folder)!.split('\n').sort()).toEqual(['', 'old', 'one', 'two'])
    await journal.merge()
    expect(namesBelow(folder.path)).toEqual([name])
  })

  test('renaming the cassette, which somebody then deleted: it is made anew', async () => {
    await using folder = await tempFolder()
    make(folder.path, { ...done, ...intent })
    await (await open(folder)).discard()
    expect(cassette(folder)!.split('\n').sort()).toEqual(['', 'one', 'two'])
  })
})

describe('somebody else at the files while it records', () => {
  test('removes the folder: what was recorded is saved all the same', async () => {
    await using folder = await tempFolder()
    make(folder.path, { [`cassettes/a.yaml.recording/${dead}.jsonl`]: 'adopted\n' })
    const journal = await fileStore(folder.file('cassettes')).journals!.open(name, { combine: combineLines })
    journal.append(bodyBytes('one'))
    rmSync(folder.file('cassettes'), { recursive: true })
    journal.append(bodyBytes('two'))
    await journal.merge([bodyBytes('three')])
    expect(readFileSync(folder.file('cassettes', name), 'utf8').split('\n').sort()).toEqual(['', 'adopted', 'one', 'three', 'two'])
    expect(namesBelow(folder.path)).toEqual(['cassettes', `cassettes/${name}`])
  })

  test('puts lines that are no records and files that are no journals into the folder: they stay, and nothing is lost', async () => {
    await using folder = await tempFolder()
    const journal = await open(folder)
    make(folder.path, {
      'a.yaml.recording/notes.txt': 'mine',
      'a.yaml.recording/x.jsonl': 'mine\n',
      'a.yaml.recording/1-2-zz.done': 'mine\n',
    })
    journal.append(bodyBytes('one'))
    await journal.merge()
    expect(cassette(folder)).toBe('one\n')
    expect(namesBelow(folder.file('a.yaml.recording'))).toEqual(['1-2-zz.done', 'notes.txt', 'x.jsonl'])
  })

  test('writes an intent that names other files: none of them is touched', async () => {
    await using folder = await tempFolder()
    const journals = ['../a.yaml', '../../precious', 'notes.txt', `../b.yaml.recording/${dead}.done`, 7]
    make(folder.path, {
      [name]: 'old\n',
      'a.yaml.recording/notes.txt': 'mine',
      [`b.yaml.recording/${dead}.done`]: 'b\n',
      'a.yaml.recording/intent.json': JSON.stringify({ sha256: sha256('old\n'), journals }),
    })
    const before = namesBelow(folder.path).filter((each) => !each.endsWith('intent.json'))
    await (await open(folder)).discard()
    expect(namesBelow(folder.path)).toEqual(before)
  })

  test.each(['', 'null', '{}', '{"sha256":1,"journals":[]}', '{"sha256":"x","journals":{}}', '[', '\0'])(
    'an intent of %j is dropped',
    async (text) => {
      await using folder = await tempFolder()
      make(folder.path, { [name]: 'old\n', 'a.yaml.recording/intent.json': text, [`a.yaml.recording/${dead}.done`]: 'one\n' })
      await (await open(folder)).discard()
      expect(cassette(folder)).toBe('old\none\n')
      expect(namesBelow(folder.path)).toEqual([name])
    },
  )

  test.skipIf(windows)('makes the folder a link: nothing is written through it, and it is said', async () => {
    await using folder = await tempFolder()
    make(folder.path, { 'elsewhere/precious.txt': 'x', [`elsewhere/${dead}.jsonl`]: 'x\n' })
    symlinkSync(folder.file('elsewhere'), folder.file('a.yaml.recording'))
    await expect(open(folder)).rejects.toThrow(/a\.yaml\.recording: it is a link, and recordings are never written through one/)
    expect(namesBelow(folder.file('elsewhere'))).toEqual([`${dead}.jsonl`, 'precious.txt'])
  })

  test.skipIf(windows)('makes a journal a link: it is none', async () => {
    await using folder = await tempFolder()
    make(folder.path, { 'secret.txt': 'secret\n', 'a.yaml.recording/': '' })
    for (const link of [`${dead}.jsonl`, `${dead}.done`]) symlinkSync(folder.file('secret.txt'), folder.file('a.yaml.recording', link))
    const journal = await open(folder)
    expect(journal.adopted).toEqual([])
    journal.append(bodyBytes('one'))
    await journal.merge()
    expect(cassette(folder)).toBe('one\n')
    expect(readFileSync(folder.file('secret.txt'), 'utf8')).toBe('secret\n')
  })
})

describe('the lock', () => {
  test('of a living process is waited for', async () => {
    await using folder = await tempFolder()
    const journal = await open(folder)
    journal.append(bodyBytes('one'))
    const { owner } = journalFiles(folder.file('a.yaml.recording'))[0]!
    // Another of this very process, which lives.
    make(folder.path, { [`a.yaml.recording/lock/${owner}0`]: '' })
    const merging = journal.merge()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(cassette(folder)).toBeUndefined()
    rmSync(folder.file('a.yaml.recording', 'lock'), { recursive: true })
    await merging
    expect(cassette(folder)).toBe('one\n')
    expect(namesBelow(folder.path)).toEqual([name])
  })

  test('is not waited for where somebody else has merged meanwhile', async () => {
    await using folder = await tempFolder()
    const journal = await open(folder)
    journal.append(bodyBytes('one'))
    const { owner } = journalFiles(folder.file('a.yaml.recording'))[0]!
    make(folder.path, { [`a.yaml.recording/lock/${owner}0`]: '' })
    const merging = journal.merge()
    await new Promise((resolve) => setTimeout(resolve, 50))
    rmSync(folder.file('a.yaml.recording', `${owner}.done`))
    await merging
    expect(cassette(folder)).toBeUndefined()
  })
})

describe('where nothing can be written', () => {
  // Root may write anywhere but here.
  test.skipIf(process.platform !== 'linux').each(['/sys', '/proc'])('opening fails, before anything is recorded: %s', async (folder) => {
    await expect(fileStore(folder).journals!.open('a.yaml', { combine: combineLines })).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining(`Could not write ${folder}/a.yaml`),
    })
  })

  test.skipIf(windows || process.getuid?.() === 0)('nor in a folder that is read-only', async () => {
    await using folder = await tempFolder()
    chmodSync(folder.path, 0o555)
    await expect(open(folder)).rejects.toThrow(/Let this user read and write there/)
    chmodSync(folder.path, 0o755)
  })

  test('nor where a file has the name of the folder', async () => {
    await using folder = await tempFolder()
    writeFileSync(folder.file('a.yaml.recording'), 'mine')
    await expect(open(folder)).rejects.toMatchObject({ code: 'store-failed' })
    expect(readFileSync(folder.file('a.yaml.recording'), 'utf8')).toBe('mine')
  })
})

test('what a failed save leaves is named, with where it is', async () => {
  await using folder = await tempFolder()
  const journal = await open(folder)
  journal.append(bodyBytes('one'))
  make(folder.path, { 'a.yaml/': '' })
  await expect(journal.merge()).rejects.toThrow(
    /What was recorded is kept in .*a\.yaml\.recording: it is saved when the cassette is next opened to record\./,
  )
  rmSync(folder.file(name), { recursive: true })
  await (await open(folder)).discard()
  expect(cassette(folder)).toBe('one\n')
})

test('the folders that were made in vain go, and no others', async () => {
  await using folder = await tempFolder()
  make(folder.path, { 'there/': '' })
  for (const path of ['there/deep/deeper/a.yaml', 'there/a.yaml']) {
    for (const end of ['discard', 'merge'] as const) {
      const journal = await fileStore(folder.path).journals!.open(path, { combine: combineLines })
      await journal[end]()
      expect(namesBelow(folder.path)).toEqual(['there'])
    }
  }
})

test('names that differ only in case are one cassette where the disk says so, and two elsewhere', async () => {
  await using folder = await tempFolder()
  const store = fileStore(folder.path)
  const [lower, upper] = [
    await store.journals!.open('a.yaml', { combine: combineLines }),
    await store.journals!.open('A.yaml', { combine: combineLines }),
  ]
  const folded = existsSync(folder.file('A.YAML.RECORDING'))
  expect(upper.joined).toBe(folded)
  lower.append(bodyBytes('lower'))
  upper.append(bodyBytes('upper'))
  await Promise.all([lower.merge(), upper.merge()])
  const texts = [textOf(await store.read('a.yaml')), textOf(await store.read('A.yaml'))].map((text) => text.split('\n').sort().join(' '))
  expect(texts).toEqual(folded ? [' lower upper', ' lower upper'] : [' lower', ' upper'])
})

test('with durability fsync all is the same, but for the time it takes', async () => {
  await using folder = await tempFolder()
  const journal = await fileStore(folder.file('new')).journals!.open(name, { combine: combineLines, durability: 'fsync' })
  journal.append(bodyBytes('one'))
  await journal.merge()
  expect(readFileSync(folder.file('new', name), 'utf8')).toBe('one\n')
  expect(namesBelow(folder.path)).toEqual(['new', `new/${name}`])
})
