import { readFile } from 'node:fs/promises'
import { chatRequest, interactionOf } from '@respool/testkit'
import { expect, test } from 'vitest'
import { call } from '../__fixtures__/call.ts'
import { compressed, folderOf, greeting, key, leaky } from '../__fixtures__/cassettes.ts'

/** An answer that is not what OpenAI's specification says. */
const drifted = () =>
  interactionOf({ request: chatRequest(), body: { id: 7, object: 'chat.completion', created: 1, model: 'x', choices: [] } })

test('nothing wrong', async () => {
  await using folder = await folderOf({ 'hi.yaml': [greeting()] })
  expect(await call(['check'], { cwd: folder.path })).toEqual({
    code: 0,
    out: '1 cassette, 1 interaction, 0 secrets, 0 faults, 0 departures\n',
    err: '',
  })
})

test('secrets, lengths that do not add up, and departures from the specification', async () => {
  await using folder = await folderOf({ 'drift.yaml': [drifted()], 'hi.yaml': [greeting()], 'leaky.yaml': [leaky()] })
  const file = folder.file('hi.yaml')
  const { writeFile } = await import('node:fs/promises')
  await writeFile(file, (await readFile(file, 'utf8')).replace('tudo', 'tudo, tudo'))
  const { code, out, err } = await call(['check'], { cwd: folder.path })
  expect({ code, err }).toEqual({ code: 1, err: '' })
  expect(out).toMatch(/^hi\.yaml\n {2}format: .*chunk/m)
  expect(out).toMatch(/^leaky\.yaml\n {2}secret: interaction 0: a secret of the kind openai, in request header\n/m)
  expect(out).toMatch(/type-mismatch POST \/chat\/completions response \$\.id/)
  expect(out).toMatch(/3 cassettes, 3 interactions, 2 secrets, 1 fault, 1 departure\n$/)
  expect(out).not.toContain(key)
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([])
})

test('what is no cassette though it stands where they do', async () => {
  await using folder = await folderOf({ '__cassettes__/hi.test.ts/hi.yaml': '', 'other.yaml': '' })
  const { code, err } = await call(['check'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(err).toMatch(/^respool check: __cassettes__\/hi\.test\.ts\/hi\.yaml is no cassette: [^\n]*\n$/)
})

test('an answer that is still compressed is never played', async () => {
  await using folder = await folderOf({ 'hi.yaml': [compressed()] })
  const { code, out } = await call(['check'], { cwd: folder.path })
  expect(code).toBe(1)
  expect(out).toContain('format: interaction 0 is never played: its answer is still compressed (gzip).')
})

test('a baseline knows what was there, and not what is new', async () => {
  await using folder = await folderOf({ 'drift.yaml': [drifted()] })
  const check = (...args: string[]) => call(['check', '--baseline', 'known.json', ...args], { cwd: folder.path })
  const missing = await check()
  expect(missing.code).toBe(2)
  expect(missing.err).toContain('respool check --baseline known.json --update makes one')
  expect((await check('--update')).code).toBe(0)
  expect((await check()).code).toBe(0)
  await using other = await folderOf({ 'drift.yaml': [drifted(), interactionOf({ body: { id: 'x', object: 3 } })] })
  const fresh = await call(['check', other.path, '--baseline', 'known.json', '--json'], { cwd: folder.path })
  expect(fresh.code).toBe(1)
  const { drift } = JSON.parse(fresh.out) as { drift: { path: string }[] }
  expect(drift.map(({ path }) => path)).toContain('$.object')
  expect(drift.map(({ path }) => path)).not.toContain('$.id')
})

test('a baseline that cannot be written is no defect', async () => {
  await using folder = await folderOf({ 'hi.yaml': [greeting()] })
  const { code, err } = await call(['check', '--baseline', 'none/known.json', '--update'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(err).toMatch(/^respool check: The baseline cannot be written to none\/known\.json: .* Name a file in a folder that there is\.\n$/)
})

test('an update without a file to write is refused', async () => {
  const { code, err } = await call(['check', '--update'])
  expect({ code, err }).toEqual({
    code: 2,
    err: 'respool check: --update wants --baseline too, with the file to write: respool check --baseline openai-drift.json --update.\n',
  })
})
