import { rmSync } from 'node:fs'
import { copyFile, mkdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseCassette } from '@respool/core'
import { createFetch } from '@respool/fetch'
import { filesBelow, tempFolder, type TempFolder } from '@respool/testkit'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { callOf, dumpedChunk, recordingText, type CallOptions } from '../__fixtures__/recordings.ts'
import { filesIn } from '../__fixtures__/shared.ts'
import { importFixtures, openRecorder, type ImportProgress } from '../index.ts'

const vcrpyFixtures = fileURLToPath(new URL('../vcrpy/__fixtures__/', import.meta.url))
const key = `sk-proj-${'a1B2c3D4e5'.repeat(5)}`

const recording = (word: string, options: CallOptions = {}) =>
  recordingText(callOf({ response: { body: [dumpedChunk({ role: 'assistant', content: word })], is_streaming: true }, ...options }))

async function write(folder: TempFolder, files: { [name: string]: string | Uint8Array }): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(folder.file('source', name)), { recursive: true })
    await writeFile(folder.file('source', name), content)
  }
  return folder.file('source')
}

test('recordings of llama-stack become a cassette for each test, which replays without their format', async () => {
  await using folder = await tempFolder()
  const source = await write(folder, {
    'inference/recordings/a.json': recording('Chuva.', {
      testId: 'tests/integration/inference/test_chat.py::TestChat::test_rain[txt=toy/toy-1]',
    }),
    'inference/recordings/b.json': recording('Neve.', { testId: 'tests/integration/inference/test_chat.py::test_snow' }),
    'inference/recordings/n.json': recording('Regen.', { testId: null }),
    'inference/recordings/README.md': '# Recordings',
  })
  const progress: ImportProgress[] = []
  const report = await importFixtures(source, { to: folder.file('to'), onProgress: (each) => progress.push(each) })
  expect(report.cassettes).toEqual([
    { cassette: 'outside-of-tests.yaml', outcome: 'written', interactions: 1 },
    {
      cassette: 'tests/integration/inference/test_chat/TestChat.test_rain[txt=toy-toy-1].yaml',
      outcome: 'written',
      interactions: 1,
      testId: 'tests/integration/inference/test_chat.py::TestChat::test_rain[txt=toy/toy-1]',
    },
    {
      cassette: 'tests/integration/inference/test_chat/test_snow.yaml',
      outcome: 'written',
      interactions: 1,
      testId: 'tests/integration/inference/test_chat.py::test_snow',
    },
  ])
  expect(report.files.map(({ file, outcome, reason }) => [file, outcome, reason])).toEqual([
    ['inference/recordings/README.md', 'passed over', 'it is no recording of a known format'],
    ['inference/recordings/a.json', 'imported', undefined],
    ['inference/recordings/b.json', 'imported', undefined],
    ['inference/recordings/n.json', 'imported', undefined],
  ])
  expect(progress.map(({ done, total }) => [done, total])).toEqual([
    [0, 4],
    [1, 4],
    [2, 4],
    [3, 4],
  ])
  const cassette = folder.file('to', 'tests/integration/inference/test_chat/test_snow.yaml')
  const recorder = await openRecorder(cassette, { mode: 'replay', repeats: true, match: { origin: false } })
  const openai = new OpenAI({ apiKey: 'replay', baseURL: 'http://localhost:1/v1', fetch: createFetch(recorder) })
  let text = ''
  const messages = [{ role: 'user' as const, content: 'Rain in Portuguese?' }]
  for await (const chunk of await openai.chat.completions.create({ model: 'toy-1', messages, stream: true }))
    text += chunk.choices[0]?.delta.content ?? ''
  expect(text).toBe('Neve.')
  await recorder.close()
})

test('a second run writes nothing; a changed recording is imported again; what somebody has changed is left as it is', async () => {
  await using folder = await tempFolder()
  const ids = ['tests/test_a.py::test_a', 'tests/test_b.py::test_b']
  const source = await write(folder, {
    'a.json': recording('Chuva.', { testId: ids[0]! }),
    'b.json': recording('Neve.', { testId: ids[1]! }),
  })
  const run = async () => (await importFixtures(source, { to: folder.file('to') })).cassettes.map(({ outcome }) => outcome)
  expect(await run()).toEqual(['written', 'written'])
  const before = await stat(folder.file('to/tests/test_a/test_a.yaml'))
  expect(await run()).toEqual(['unchanged', 'unchanged'])
  expect((await stat(folder.file('to/tests/test_a/test_a.yaml'))).ino).toBe(before.ino)
  await write(folder, { 'a.json': recording('Sol.', { testId: ids[0]! }) })
  expect(await run()).toEqual(['written', 'unchanged'])
  const edited = (await readFile(folder.file('to/tests/test_b/test_b.yaml'), 'utf8')).replace('Neve.', 'Granizo.')
  await writeFile(folder.file('to/tests/test_b/test_b.yaml'), edited)
  const report = await importFixtures(source, { to: folder.file('to') })
  expect(report.cassettes.map(({ outcome }) => outcome)).toEqual(['unchanged', 'not ours'])
  expect(report.files[1]).toMatchObject({
    outcome: 'left out',
    reason: 'tests/test_b/test_b.yaml is no import, or was changed since: it was left as it is',
  })
  expect(await readFile(folder.file('to/tests/test_b/test_b.yaml'), 'utf8')).toBe(edited)
})

test('cassettes of vcrpy and pydantic-ai keep their paths; their interactions are the same, with decoded content', async () => {
  await using folder = await tempFolder({ searched: false })
  await mkdir(folder.file('source'))
  for (const { name } of filesIn(vcrpyFixtures)) await copyFile(`${vcrpyFixtures}/${name}`, folder.file('source', name))
  const { files, cassettes } = await importFixtures(folder.file('source'), { to: folder.file('to') })
  expect(files.map(({ file, format, outcome, cassette }) => [file, format, outcome, cassette])).toEqual([
    ['bare.yaml', 'vcrpy', 'imported', 'bare.yaml'],
    ['compressed.yaml', 'vcrpy', 'imported', 'compressed.yaml'],
    ['conversation.yaml', 'vcrpy', 'imported', 'conversation.yaml'],
    ['frames.yaml', 'pydantic-ai', 'imported', 'frames.yaml'],
    ['json-serializer.json', 'vcrpy', 'imported', 'json-serializer.yaml'],
    ['langchain.yaml.gz', 'vcrpy', 'imported', 'langchain.yaml'],
    ['old-httpx.yaml', 'vcrpy', 'imported', 'old-httpx.yaml'],
    ['parsed-body.yaml', 'pydantic-ai', 'imported', 'parsed-body.yaml'],
    ['python-objects.yaml', 'vcrpy', 'imported', 'python-objects.yaml'],
    ['scalars.yaml', 'vcrpy', 'imported', 'scalars.yaml'],
  ])
  expect(cassettes.every(({ outcome }) => outcome === 'written')).toBe(true)
  expect(files[1]!.lost).toEqual(['headers that are not kept: x-amz-date', 'the compressed bytes of responses, which are stored decoded'])
  const { interactions } = await parseCassette(await readFile(folder.file('to/compressed.yaml')))
  expect(interactions.map(({ response }) => Buffer.concat(response.chunks).toString().slice(0, 12))).toEqual([
    '{"id": "chat',
    '{"id": "chat',
    'data: {"id":',
    Buffer.concat(interactions[3]!.response.chunks).toString().slice(0, 12),
  ])
  expect(interactions.every(({ response }) => response.headers.every(([name]) => !/encoding|length/i.test(name)))).toBe(true)
  const parsed = await parseCassette(await readFile(folder.file('to/parsed-body.yaml')))
  expect(parsed.interactions[0]!.request.body).toContain('"temperature": 0.0, "top_p": 1e-05')
})

test('secrets are replaced, in what is kept whole too', async () => {
  await using folder = await tempFolder({ searched: false })
  const body = { model: 'toy-1', messages: [{ role: 'user', content: `My key is ${key}` }], extra_body: { api_key: key } }
  const tool = {
    test_id: 'tests/a.py::a',
    request: { provider: 'tavily', tool_name: 'web_search', kwargs: { api_key: key } },
    response: { body: { token: key } },
  }
  const source = await write(folder, { 'a.json': recording('Chuva.', { testId: 'tests/a.py::a', body }), 't.json': recordingText(tool) })
  const { files } = await importFixtures(source, { to: folder.file('to') })
  expect(files.map(({ outcome, redactions }) => [outcome, redactions.length > 0])).toEqual([
    ['imported', true],
    ['kept', false],
  ])
  for (const { bytes } of await filesBelow(folder.file('to'))) expect(new TextDecoder().decode(bytes)).not.toContain(key)
  await importFixtures(source, { to: folder.file('raw'), redact: false })
  expect(new TextDecoder().decode((await filesBelow(folder.file('raw')))[0]!.bytes)).toContain(key)
})

test('what cannot be read is in the report, and the rest is imported', async () => {
  // A fixture has a cookie, which the import leaves out.
  await using folder = await tempFolder({ searched: false })
  const source = await write(folder, {
    'good.json': recording('Chuva.'),
    'cut.json': recording('Chuva.').slice(0, 800),
    'no-request.json': '{"test_id": "a", "response": {}}',
    'type.json': recording('x', {
      testId: 'tests/t.py::t',
      response: { body: [{ ['__type__']: 'a.B', ['__data__']: {} }], is_streaming: true },
    }),
    'good.yaml': await readFile(`${vcrpyFixtures}/conversation.yaml`),
    'object.yaml': 'interactions:\n- !!python/object/apply:os.system ["true"]\nversion: 1\n',
    'gzip.yaml.gz': Uint8Array.of(0x1f, 0x8b, 8, 0, 0),
    'notes.txt': 'stray',
    'tsconfig.json': '{}',
  })
  const { files } = await importFixtures(source, { to: folder.file('to') })
  expect(files.map(({ file, outcome, reason }) => [file, outcome, reason?.slice(0, 60)])).toEqual([
    ['cut.json', 'left out', expect.stringMatching(/^cut\.json, line \d+: it is no JSON/)],
    ['good.json', 'imported', undefined],
    ['good.yaml', 'imported', undefined],
    ['gzip.yaml.gz', 'left out', expect.stringMatching(/^gzip\.yaml\.gz: it begins like a gzip file, and cannot be/)],
    ['no-request.json', 'left out', expect.stringMatching(/^no-request\.json: it has no request/)],
    ['notes.txt', 'passed over', 'it is no recording of a known format'],
    ['object.yaml', 'left out', expect.stringMatching(/^object\.yaml, line 2: the tag !!python\/object\/apply:os\.system/)],
    ['tsconfig.json', 'passed over', 'it is no recording of a known format'],
    ['type.json', 'kept', expect.stringMatching(/^the type a\.B is none that is known/)],
  ])
})

const deep = '['.repeat(50_000) + ']'.repeat(50_000)

test.each([
  ['a test id that is no text of JSON', '{"test_id": "a\\q", "request": {}}', /^b\.json, line 1: it is no JSON/],
  [
    'a host whose name was taken out',
    recording('x', { base: 'http://<HOST>/v1' }),
    /^http:\/\/<HOST>\/v1\/v1\/chat\/completions is no URL/,
  ],
  ['a request of great depth', recording('x').replace('"body": {', `"body": {"x": ${deep},`), /^b\.json: it is nested too deeply/],
  ['a response of great depth', recording('x').replace('"__data__": {', `"__data__": {"x": ${deep},`), /^b\.json: it is nested too deeply/],
  [
    'a status that is none',
    recordingText({
      request: { method: 'POST', url: 'https://api.anthropic.com/v1/messages', payload: {} },
      response: { status: 99, body: {}, is_streaming: false },
    }),
    /^its status is 99, which is none of HTTP/,
  ],
])('%s is that one file’s fault, and the report says so', async (_, text, reason) => {
  await using folder = await tempFolder()
  const source = await write(folder, { 'a.json': recording('Chuva.', { testId: 'a' }), 'b.json': text })
  const { files } = await importFixtures(source, { to: folder.file('to') })
  expect(files.map(({ file, outcome }) => [file, outcome])).toEqual([
    ['a.json', 'imported'],
    ['b.json', expect.stringMatching(/^(?:left out|kept)$/)],
  ])
  expect(files[1]!.reason).toMatch(reason)
  for (const { bytes } of await filesBelow(folder.file('to'))) await parseCassette(bytes)
})

test('what is too large, gone, or a link is in the report, and the rest is imported', async () => {
  // A file of it is larger than can be searched.
  await using folder = await tempFolder({ searched: false })
  const [outside, source] = [
    folder.file('outside.json'),
    await write(folder, { 'a.json': recording('Chuva.'), 'gone.json': recording('Neve.') }),
  ]
  await writeFile(outside, recording('Sol.', { testId: 'outside' }))
  await symlink(outside, folder.file('source', 'link.json'))
  await writeFile(folder.file('source', 'model.gguf'), '')
  await truncate(folder.file('source', 'model.gguf'), 3 * 2 ** 30)
  const { files } = await importFixtures(source, {
    to: folder.file('to'),
    onProgress: ({ file }) => file === 'gone.json' && rmSync(folder.file('source', file)),
  })
  expect(files.map(({ file, outcome, reason }) => [file, outcome, reason])).toEqual([
    ['a.json', 'imported', undefined],
    ['gone.json', 'left out', expect.stringMatching(/^gone\.json: it cannot be read: ENOENT/)],
    ['link.json', 'left out', 'link.json: it is a link, and links are not followed: they could lead anywhere.'],
    ['model.gguf', 'left out', 'model.gguf: it has more than 256 MB, which no recorder writes.'],
  ])
})

test('imports at the same time into the same folder both end well', async () => {
  await using folder = await tempFolder()
  const source = await write(
    folder,
    Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`${index}.json`, recording('Chuva.', { testId: `tests/a.py::t${index}` })]),
    ),
  )
  const reports = await Promise.all(Array.from({ length: 3 }, () => importFixtures(source, { to: folder.file('to') })))
  const outcomes = reports.flatMap(({ cassettes }) => cassettes.map(({ outcome }) => outcome))
  expect(outcomes.filter((each) => each === 'written').length).toBe(30)
  expect(outcomes.filter((each) => each === 'unchanged').length).toBe(60)
})

test('a long test id of any script makes a name that a file system takes', async () => {
  await using folder = await tempFolder()
  const ids = ['雨', '雪'].map((word) => `tests/a.py::test_${'天気'.repeat(60)}${word}`)
  const source = await write(folder, Object.fromEntries(ids.map((testId, index) => [`${index}.json`, recording('Chuva.', { testId })])))
  const { cassettes } = await importFixtures(source, { to: folder.file('to') })
  expect(new Map(cassettes.map(({ testId, outcome }) => [testId, outcome]))).toEqual(new Map(ids.map((id) => [id, 'written'])))
})

test('a source that is not there is an error', async () => {
  await expect(importFixtures('/nowhere/at/all', { to: '/tmp' })).rejects.toMatchObject({ code: 'invalid-option' })
})
