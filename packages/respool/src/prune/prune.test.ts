import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { parseCassette } from '@respool/core'
import { chatRequest, interactionOf, type TempFolder } from '@respool/testkit'
import { expect, test } from 'vitest'
import { call } from '../__fixtures__/call.ts'
import { folderOf, greeting } from '../__fixtures__/cassettes.ts'

const other = interactionOf({ request: chatRequest({ prompt: 'Bye' }) })

interface Reported {
  tests?: string[]
  unused?: number[]
  partial?: boolean
  sha256?: string
}

/** Writes what a run has reported of the cassettes. */
async function report(folder: TempFolder, cassettes: { [path: string]: Reported }): Promise<void> {
  const entries = Object.entries(cassettes).map(async ([path, given]) => {
    const sha256 = createHash('sha256')
      .update(await readFile(folder.file(path)))
      .digest('hex')
    return { path, sha256, tests: ['a test'], used: [], unused: [], partial: false, ...given }
  })
  await writeFile(folder.file('report.json'), JSON.stringify({ version: 1, partial: false, cassettes: await Promise.all(entries) }))
}

const prune = (folder: TempFolder, ...flags: string[]) => call(['prune', '--report', 'report.json', ...flags], { cwd: folder.path })

test('what no test used goes, and the rest keeps every byte', async () => {
  await using folder = await folderOf({ 'some.yaml': [greeting(), other, greeting()], 'none.yaml': [greeting()], 'all.yaml': [greeting()] })
  await report(folder, { 'some.yaml': { unused: [1] }, 'none.yaml': { tests: [] }, 'all.yaml': {} })
  const before = await readFile(folder.file('some.yaml'), 'utf8')
  expect(await prune(folder, '--dry-run')).toEqual({
    code: 1,
    out: 'some.yaml: 1 of 3 interactions unused\nnone.yaml: no test uses it\n2 interactions would be removed\n',
    err: '',
  })
  expect(await readFile(folder.file('some.yaml'), 'utf8')).toBe(before)
  const { code, out } = await prune(folder)
  expect({ code, out }).toEqual({
    code: 0,
    out: 'some.yaml: 1 of 3 interactions unused\nnone.yaml: no test uses it\n2 interactions removed\n',
  })
  const after = await readFile(folder.file('some.yaml'), 'utf8')
  expect(after).toBe(before.slice(0, before.indexOf('- id: 1')) + before.slice(before.indexOf('- id: 2')))
  expect((await parseCassette(after)).interactions).toHaveLength(2)
  expect([existsSync(folder.file('none.yaml')), existsSync(folder.file('all.yaml'))]).toEqual([false, true])
})

test.each<[string, Reported, string]>([
  ['a test that may use it did not run', { tests: [], partial: true }, 'not all tests that may use it have run and passed'],
  ['it was changed since', { unused: [0], sha256: '0'.repeat(64) }, 'it was changed since the run: run the tests again'],
])('%s: it stays', async (_, given, why) => {
  await using folder = await folderOf({ 'hi.yaml': [greeting()] })
  await report(folder, { 'hi.yaml': given })
  const { code, out } = await prune(folder)
  expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining(`hi.yaml: left as it is, for ${why}`) })
  expect(existsSync(folder.file('hi.yaml'))).toBe(true)
})

test('what cannot be read stays, and keeps no other from going', async () => {
  await using folder = await folderOf({ 'a.yaml': 'no: cassette\n', 'b.yaml': [greeting()] })
  await report(folder, { 'a.yaml': { tests: [] }, 'b.yaml': { tests: [] } })
  const { code, out } = await prune(folder)
  expect({ code, out }).toEqual({
    code: 1,
    out: expect.stringMatching(
      /^a\.yaml: left as it is, for a\.yaml is no cassette[^]*\nb\.yaml: no test uses it\n1 interaction removed\n$/,
    ),
  })
})

test('a second time there is nothing left to do', async () => {
  await using folder = await folderOf({ 'hi.yaml': [greeting()] })
  await report(folder, { 'hi.yaml': { tests: [] } })
  await prune(folder)
  expect(await prune(folder)).toEqual({ code: 0, out: '0 interactions removed\n', err: '' })
})

test.each([
  ['no report', undefined, 'There is no report at report.json'],
  ['something else', '{"version":2}', 'report.json is not a report that @respool/vitest/reporter has written'],
  ['no JSON', 'hello', 'report.json is not a report'],
])('%s: words, and exit code 2', async (_, content, want) => {
  await using folder = await folderOf(content === undefined ? {} : { 'report.json': content })
  const { code, err } = await prune(folder)
  expect(code).toBe(2)
  expect(err).toContain(want)
})
