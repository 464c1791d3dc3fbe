import { stringifyCassette } from '@respool/core'
import { expect, test } from 'vitest'
import { call } from '../__fixtures__/call.ts'
import { compressed, folderOf, greeting, key, leaky, recited } from '../__fixtures__/cassettes.ts'

test('says which secrets are where, in headers too, and never what they are', async () => {
  await using folder = await folderOf({ 'a/leaky.yaml': [greeting(), leaky()], 'recited.yaml': [recited()], 'safe.yaml': [greeting()] })
  const { code, out, err } = await call(['scan'], { cwd: folder.path })
  expect({ code, err }).toEqual({ code: 1, err: '' })
  expect(out).toBe(`recited.yaml
  interaction 0: a secret of the kind openai, in response body
  /choices/0/delta/content, written by the model over several events: record it
  anew
a/leaky.yaml
  interaction 1: a secret of the kind openai, in request header authorization
  interaction 1: a secret of the kind openai, in request body
  /messages/0/content
3 cassettes, secrets in 2 of them. Withdraw the keys; respool redact takes them
out of the files.
`)
  expect(out).not.toContain(key)
})

test('as JSON, the same', async () => {
  await using folder = await folderOf({ 'leaky.yaml': [leaky()] })
  const { code, out } = await call(['scan', '--json'], { cwd: folder.path })
  const place = { cassette: 'leaky.yaml', interaction: '0', kind: 'openai', count: 1, replaceable: true }
  expect(code).toBe(1)
  expect(JSON.parse(out)).toEqual({
    cassettes: 1,
    secrets: [
      { ...place, place: 'request header authorization' },
      { ...place, place: 'request body /messages/0/content' },
    ],
  })
})

test.each<[string, string[], Record<string, string>, 0 | 1]>([
  ['nothing to find', [], {}, 0],
  ['a value of the environment', [], { MY_API_KEY: 'nowhere-to-be-found-1' }, 0],
  ['a value of the environment that is there', [], { MY_API_KEY: 'Say-hi-in-Portuguese' }, 1],
  ['that value, not asked for', ['--no-environment'], { MY_API_KEY: 'Say-hi-in-Portuguese' }, 0],
  ['a shape of your own', ['--pattern', 'greeting=Say-\\w+'], {}, 1],
  ['a name of your own', ['--field', 'role'], {}, 1],
])('%s: exit code', async (_, flags, env, want) => {
  const request = { ...greeting().request, body: JSON.stringify({ messages: [{ role: 'user', content: 'Say-hi-in-Portuguese' }] }) }
  await using folder = await folderOf({ 'hi.yaml': [{ ...greeting(), request }] })
  expect((await call(['scan', ...flags], { cwd: folder.path, env })).code).toBe(want)
})

test.each([
  ['a cookie as long as a session', ['Set-Cookie', '__cf_bm=q7Zr92xwLmTk41a; path=/'], 1],
  ['one that says nothing', ['Set-Cookie', 'lang=pt; path=/'], 0],
])('%s', async (_, header, want) => {
  const { response, ...rest } = greeting()
  const interaction = { ...rest, response: { ...response, headers: [...response.headers, header as [string, string]] } }
  await using folder = await folderOf({ 'hi.yaml': [interaction] })
  const { code, out } = await call(['scan'], { cwd: folder.path })
  expect(code).toBe(want)
  expect(out.includes('interaction 0: a secret of the kind cookie, in response header Set-Cookie')).toBe(want === 1)
  expect((await call(['redact'], { cwd: folder.path })).code).toBe(0)
  expect((await call(['scan'], { cwd: folder.path })).code).toBe(0)
})

test('what cannot be read is no all-clear', async () => {
  await using folder = await folderOf({ 'broken.yaml': 'version: 2\ninteractions:\n  - id: [\n' })
  const { code, out, err } = await call(['scan'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(out).toBe('0 cassettes, no secrets\n')
  expect(err).toMatch(/^respool scan: Cannot read the cassette broken\.yaml, line 4/)
})

test('neither is what cannot be looked into: an answer that is still compressed', async () => {
  await using folder = await folderOf({ 'zipped.yaml': [compressed()] })
  const { code, err } = await call(['scan'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(err).toContain('zipped.yaml, interaction 0: the answer is still compressed (gzip), and was not searched.')
})

test('what stands around the interactions is searched, too', async () => {
  await using folder = await folderOf({ 'hi.yaml': `# recorded with ${key}\n${stringifyCassette({ interactions: [greeting()] })}` })
  const { code, out } = await call(['scan'], { cwd: folder.path })
  expect(code).toBe(1)
  expect(out).toContain('a secret of the kind openai, in the text around the interactions: take it out')
  expect((await call(['redact'], { cwd: folder.path })).code).toBe(1)
})
