import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { stringifyCassette } from '@respool/core'
import { cassetteOf, chatRequest, interactionOf, tempFolder } from '@respool/testkit'
import { expect, test } from 'vitest'
import { call } from '../__fixtures__/call.ts'

const day = 86_400_000
const now = Date.UTC(2026, 0, 31)

async function folderOfAll() {
  const folder = await tempFolder()
  const put = async (name: string, text: string, days = 1) => {
    await mkdir(folder.file(name, '..'), { recursive: true })
    await writeFile(folder.file(name), text)
    await utimes(folder.file(name), (now - days * day) / 1000, (now - days * day) / 1000)
  }
  await put(
    'chat/hi.yaml',
    stringifyCassette(
      cassetteOf(
        interactionOf(),
        interactionOf({ request: chatRequest({ model: 'gpt-5', url: 'http://127.0.0.1:8080/v1/chat/completions' }) }),
      ),
    ),
    3,
  )
  await put(
    'py/test_a.yaml',
    'interactions:\n- request:\n    body: null\n    headers: {}\n    method: GET\n    uri: https://example.com/v1/models\n  response:\n    body:\n      string: "{}"\n    headers: {}\n    status: {code: 200, message: OK}\nversion: 1\n',
    10,
  )
  const recording = (model: string) =>
    JSON.stringify({
      request: {
        method: 'POST',
        url: 'http://0.0.0.0:11434/v1/v1/chat/completions',
        headers: {},
        body: { model, messages: [] },
        endpoint: '/v1/chat/completions',
        model,
      },
      response: {
        body: {
          __type__: 'openai.types.chat.chat_completion.ChatCompletion',
          __data__: {
            id: 'x',
            choices: [],
            created: 0,
            model,
            object: 'chat.completion',
            usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
          },
        },
        is_streaming: false,
      },
    })
  await put('stack/recordings/aaa.json', recording('one'))
  await put('stack/recordings/bbb.json', recording('two'))
  await put('chat/notes.yaml', 'title: no cassette\n')
  await put('node_modules/x/__cassettes__/no.yaml', stringifyCassette(cassetteOf(interactionOf())))
  return folder
}

test('lists cassettes of every format, folder by folder', async () => {
  await using folder = await folderOfAll()
  const { code, out, err } = await call(['ls'], { cwd: folder.path, now: () => now })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatchInlineSnapshot(`
    "chat
      hi.yaml  go-vcr  2 interactions  18 tokens  2.4 kB  3 d
          gpt-4o, gpt-5, api.openai.com, 127.0.0.1:8080

    py
      test_a.yaml  vcrpy  1 interaction    216 B  1 w
          example.com

    stack
      recordings/  llama-stack  2 interactions  14 tokens  878 B  1 d
          one, two, 0.0.0.0:11434

    3 cassettes, 5 interactions, 32 tokens, 3.5 kB
    "
  `)
})

test('the same as JSON', async () => {
  await using folder = await folderOfAll()
  const { out } = await call(['ls', '--json', 'chat'], { cwd: folder.path })
  expect(JSON.parse(out)).toEqual({
    cassettes: [
      {
        cassette: 'chat/hi.yaml',
        format: 'go-vcr',
        interactions: 2,
        hosts: ['api.openai.com', '127.0.0.1:8080'],
        models: ['gpt-4o', 'gpt-5'],
        tokens: expect.any(Number) as number,
        bytes: expect.any(Number) as number,
        modified: new Date(now - 3 * day).toISOString(),
      },
    ],
    unreadable: [],
  })
})

test('the oldest first', async () => {
  await using folder = await folderOfAll()
  const { out } = await call(['ls', '--json', '--sort', 'age'], { cwd: folder.path })
  const names = (JSON.parse(out) as { cassettes: { cassette: string }[] }).cassettes.map(({ cassette }) => cassette)
  expect(names).toEqual(['py/test_a.yaml', 'chat/hi.yaml', 'stack/recordings/'])
})

test('one that cannot be read is said, and is exit code 2; the others are listed', async () => {
  await using folder = await folderOfAll()
  await writeFile(folder.file('chat', 'broken.yaml'), '---\nversion: 2\ninteractions:\n- id: [\n')
  const { code, out, err } = await call(['ls', 'chat'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(out).toContain('hi.yaml')
  expect(err).toMatch(/^respool ls: .*broken\.yaml/)
})

test('a file that was named has to be a cassette', async () => {
  await using folder = await folderOfAll()
  const { code, err } = await call(['ls', 'chat/notes.yaml'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(err).toBe('respool ls: chat/notes.yaml is no cassette: it does not begin as one of go-vcr, vcrpy, pydantic-ai, llama-stack.\n')
})

test('links that lead round in circles are not followed', async () => {
  await using folder = await folderOfAll()
  await symlink(folder.path, folder.file('chat', 'round'), 'junction')
  expect((await call(['ls', 'chat'], { cwd: folder.path })).out).toContain('1 cassette,')
})

test('an empty folder says where else to look', async () => {
  await using folder = await tempFolder()
  expect(await call(['ls'], { cwd: folder.path })).toEqual({
    code: 0,
    out: 'No cassettes here. respool ls FOLDER looks elsewhere.\n',
    err: '',
  })
})
