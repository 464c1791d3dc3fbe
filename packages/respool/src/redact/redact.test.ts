import { readFile } from 'node:fs/promises'
import { parseCassette } from '@respool/core'
import { expect, test } from 'vitest'
import { call } from '../__fixtures__/call.ts'
import { compressed, folderOf, greeting, key, leaky, recited } from '../__fixtures__/cassettes.ts'

test('a secret is replaced in its place, and what had none keeps every byte', async () => {
  await using folder = await folderOf({ 'hi.yaml': [greeting(), leaky()], 'safe.yaml': [greeting()] })
  const before = await readFile(folder.file('hi.yaml'), 'utf8')
  const safe = await readFile(folder.file('safe.yaml'))
  const { code, out, err } = await call(['redact'], { cwd: folder.path })
  expect({ code, out, err }).toEqual({
    code: 0,
    out: `hi.yaml
  interaction 1: a secret of the kind openai, in request body
  /messages/0/content
  2 headers that no replay needs
2 cassettes, 1 changed
`,
    err: '',
  })
  const after = await readFile(folder.file('hi.yaml'), 'utf8')
  const second = before.indexOf('- id: 1')
  expect(after.slice(0, second)).toBe(before.slice(0, second))
  expect(after).not.toContain(key)
  expect(after).toContain('respool-redacted-openai')
  expect(await readFile(folder.file('safe.yaml'))).toEqual(safe)
  expect((await call(['scan'], { cwd: folder.path })).code).toBe(0)
})

test('a dry run changes nothing, and says by its exit code that something would', async () => {
  await using folder = await folderOf({ 'hi.yaml': [leaky()] })
  const before = await readFile(folder.file('hi.yaml'))
  const { code, out } = await call(['redact', '--dry-run'], { cwd: folder.path })
  expect(code).toBe(1)
  expect(out).toMatch(/1 cassette, 1 would be changed\n$/)
  expect(await readFile(folder.file('hi.yaml'))).toEqual(before)
})

test('what cannot be replaced stays until it is said to go', async () => {
  await using folder = await folderOf({ 'hi.yaml': [recited(), greeting()] })
  const interactions = async () => (await parseCassette(await readFile(folder.file('hi.yaml')))).interactions.length
  const kept = await call(['redact'], { cwd: folder.path })
  expect(kept.code).toBe(1)
  expect(kept.out).toContain('1 interaction still with a secret: --drop leaves them out')
  expect(await interactions()).toBe(2)
  expect((await call(['redact', '--drop'], { cwd: folder.path })).code).toBe(0)
  expect(await interactions()).toBe(1)
})

test('what is still compressed keeps the header that says so, and is told of', async () => {
  await using folder = await folderOf({ 'hi.yaml': [compressed(), leaky()] })
  const { code, err } = await call(['redact'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(err).toContain('interaction 0: the answer is still compressed (gzip), and was not searched.')
  const after = await readFile(folder.file('hi.yaml'), 'utf8')
  expect(after).not.toContain(key)
  expect((await parseCassette(after)).interactions[0]!.response.headers).toContainEqual(['content-encoding', 'gzip'])
})

test('headers can be kept', async () => {
  await using folder = await folderOf({ 'hi.yaml': [leaky()] })
  await call(['redact', '--keep-header', 'x-request-id'], { cwd: folder.path })
  expect(await readFile(folder.file('hi.yaml'), 'utf8')).toContain('req_1')
})

test('a format that is only read is left alone, and told of', async () => {
  await using folder = await folderOf({ 'py.yaml': 'interactions: []\nversion: 1\n' })
  const { code, err } = await call(['redact', 'py.yaml'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(err).toContain('py.yaml is of vcrpy, which is only read here. respool import')
})
