import { readFile } from 'node:fs/promises'
import { parseCassette } from '@respool/core'
import { vcrpy } from '@respool/python-fixture-import'
import { filesBelow, interactionOf } from '@respool/testkit'
import { expect, test } from 'vitest'
import { call } from '../__fixtures__/call.ts'
import { folderOf, greeting } from '../__fixtures__/cassettes.ts'

test('go-vcr, in another layout: the same interactions', async () => {
  await using folder = await folderOf({ 'hi.yaml': [greeting()] })
  const args = ['convert', 'hi.yaml', 'go/hi.yaml', '--to', 'go-vcr', '--layout', 'stock']
  expect(await call(args, { cwd: folder.path })).toEqual({ code: 0, out: '1 file written to go/hi.yaml\n', err: '' })
  const text = await readFile(folder.file('go/hi.yaml'), 'utf8')
  expect(text).toContain('\n    - id: 0\n')
  const [before, after] = [await parseCassette(await readFile(folder.file('hi.yaml'))), await parseCassette(text)]
  expect(after.interactions[0]!.response.chunks).toEqual(before.interactions[0]!.response.chunks)
})

test('vcrpy, which reads it again', async () => {
  await using folder = await folderOf({ 'hi.yaml': [greeting()] })
  expect((await call(['convert', 'hi.yaml', 'py', '--to', 'vcrpy'], { cwd: folder.path })).code).toBe(0)
  const { interactions } = await parseCassette(await readFile(folder.file('py/hi.yaml')), { format: vcrpy() })
  expect(Buffer.concat(interactions[0]!.response.chunks).toString()).toContain('tudo')
})

test('llama-stack: a file a request, and a line for what it cannot hold', async () => {
  const other = interactionOf({ request: { method: 'GET', url: 'https://example.com/ping', headers: [], body: '' } })
  await using folder = await folderOf({ 'hi.yaml': [greeting(), other] })
  const { code, out } = await call(['convert', 'hi.yaml', 'py', '--to', 'llama-stack'], { cwd: folder.path })
  expect(code).toBe(1)
  expect(out).toMatch(/^ {2}interaction 1 was left out: llama-stack records no calls of \/ping\n1 file written to py\n$/m)
  expect((await filesBelow(folder.file('py'))).map(({ path }) => path)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)])
})

test('nothing is written over, and then nothing is written', async () => {
  await using folder = await folderOf({ 'hi.yaml': [greeting()], 'py/hi.yaml': 'mine' })
  const { code, err } = await call(['convert', 'hi.yaml', 'py', '--to', 'vcrpy'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(err).toMatch(/^respool convert: There is \S+hi\.yaml already, and nothing was written\./)
  expect(await readFile(folder.file('py/hi.yaml'), 'utf8')).toBe('mine')
})

test("Python's recordings are imported instead, and the message says how", async () => {
  await using folder = await folderOf({ 'py.yaml': 'interactions: []\nversion: 1\n' })
  const { code, err } = await call(['convert', 'py.yaml', 'to.yaml', '--to', 'go-vcr'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(err).toContain('respool import py.yaml --to to.yaml makes one of it first')
})
