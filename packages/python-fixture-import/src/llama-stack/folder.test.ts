import { memoryStore, type CassetteStore, type JsonObject, type RecorderOptions } from '@respool/core'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createFetch } from '@respool/fetch'
import { callOf, dumpedChunk, recordingText, type CallOptions } from '../__fixtures__/recordings.ts'
import { openRecorder } from '../index.ts'
import { llamaStack } from './format.ts'
import type { LlamaStackOptions } from './options.ts'

const stream = (word: string): JsonObject => ({
  body: [dumpedChunk({ role: 'assistant', content: '' }), dumpedChunk({ content: word }), dumpedChunk({}, { finish_reason: 'stop' })],
  is_streaming: true,
})
const answering = (word: string, options: CallOptions = {}) => recordingText(callOf({ response: stream(word), ...options }))
const asked: { model: string; messages: { role: 'user'; content: string }[]; stream: true } = {
  model: 'toy-1',
  messages: [{ role: 'user', content: 'Rain in Portuguese?' }],
  stream: true,
}
const modelList = (...ids: string[]): CallOptions => ({
  endpoint: '/v1/models',
  body: {},
  response: {
    body: ids.map((id) => ({
      ['__type__']: 'openai.types.model.Model',
      ['__data__']: { id, created: 1, object: 'model', owned_by: 'toy' },
    })),
    is_streaming: false,
  },
})

/** A store that notes what is read of it. */
function watched(files: { [name: string]: string }): CassetteStore & { readonly reads: string[] } {
  const store = memoryStore(files)
  const reads: string[] = []
  return { ...store, reads, read: (name) => (reads.push(name), store.read(name)) }
}

async function open(store: CassetteStore, options: LlamaStackOptions = {}, more: RecorderOptions = {}) {
  const recorder = await openRecorder('recordings/', { mode: 'replay', store, format: llamaStack(options), ...more })
  const openai = new OpenAI({ apiKey: 'replay', baseURL: 'http://localhost:4000/v1', fetch: createFetch(recorder), maxRetries: 0 })
  const say = async (body: OpenAI.ChatCompletionCreateParamsStreaming = asked) => {
    let text = ''
    for await (const chunk of await openai.chat.completions.create(body)) text += chunk.choices[0]?.delta.content ?? ''
    return text
  }
  return { recorder, openai, say }
}

test('each file is read once to open, one once more to answer, and an answer as often as it is asked', async () => {
  const store = watched({
    'recordings/a.json': answering('Chuva.'),
    'recordings/b.json': answering('Neve.', { body: { ...asked, messages: [{ role: 'user', content: 'Snow?' }] } }),
    'recordings/responses/c.json': answering('Sol.', {
      body: { ...asked, messages: [{ role: 'user', content: 'Sun?' }] },
      testId: undefined,
    }),
    'recordings/README.md': '# Recordings',
    'recordings/index.sqlite': 'SQLite format 3',
  })
  const { recorder, say } = await open(store)
  expect(store.reads.sort()).toEqual(['recordings/a.json', 'recordings/b.json', 'recordings/responses/c.json'])
  expect([await say(), await say(), await say({ ...asked, messages: [{ role: 'user', content: 'Sun?' }] })]).toEqual([
    'Chuva.',
    'Chuva.',
    'Sol.',
  ])
  expect(store.reads.slice(3)).toEqual(['recordings/a.json', 'recordings/responses/c.json'])
  expect(await recorder.close()).toMatchObject({ replayed: 3, warnings: [] })
})

test('one file is a cassette too', async () => {
  const store = memoryStore({ 'a.json': answering('Chuva.') })
  const recorder = await openRecorder('a.json', { mode: 'replay', store, format: llamaStack() })
  const response = await createFetch(recorder)('http://0.0.0.0:1/v1/chat/completions', { method: 'POST', body: JSON.stringify(asked) })
  expect(await response.text()).toContain('Chuva.')
  await recorder.close()
})

const twoTests = () =>
  memoryStore({
    'recordings/a.json': answering('Chuva.', { testId: 'test_a' }),
    'recordings/b.json': answering('Pioggia.', { testId: 'test_b' }),
    'recordings/n.json': answering('Regen.', { testId: null }),
    'recordings/p.json': answering('Pluie.', { testId: 'test_p', body: { ...asked, model: 'toy-2' } }),
  })

test('a test has its own answers, then those of no test', async () => {
  for (const [testId, word] of [
    ['test_a', 'Chuva.'],
    ['test_b', 'Pioggia.'],
    ['test_p', 'Regen.'],
  ] as const) {
    const { recorder, say } = await open(twoTests(), { testId })
    expect(await say()).toBe(word)
    await recorder.close()
  }
})

test('without a test id, several answers to one request are an error that names the tests', async () => {
  const { recorder, say } = await open(twoTests())
  expect(await say({ ...asked, model: 'toy-2' })).toBe('Pluie.')
  await expect(say()).rejects.toThrow(
    /it was recorded with different answers by several tests\. Name the one that is meant: llamaStack\(\{ testId \}\)\. They are: no test, test_a, test_b \(all 3 in memory:recordings\)/,
  )
  await expect(recorder.close()).rejects.toMatchObject({ code: 'miss' })
})

test('the same answer to the same request of several tests is one answer', async () => {
  const store = memoryStore({
    'recordings/a.json': answering('Chuva.', { testId: 'test_a' }),
    'recordings/b.json': answering('Chuva.', { testId: 'test_b' }),
  })
  const { recorder, say } = await open(store)
  expect(await say()).toBe('Chuva.')
  await recorder.close()
})

test('a test that is not there is an error at once, with those that are', async () => {
  await expect(open(twoTests(), { testId: 'test_x' })).rejects.toThrow(
    'memory:recordings has no recording of the test "test_x". It has those of: test_a, test_b, test_p.',
  )
})

test('two recordings of one request by one test: the first is played, and close tells of it', async () => {
  const store = memoryStore({
    'recordings/a.json': answering('Chuva.'),
    'recordings/b.json': answering('Neve.', { body: { ...asked, extra_body: {} } }),
  })
  const { recorder, say } = await open(store, { testId: callOf()['test_id'] as string })
  expect([await say(), await say()]).toEqual(['Chuva.', 'Chuva.'])
  expect((await recorder.close()).warnings).toEqual([
    'memory:recordings/a.json and memory:recordings/b.json are recordings of one request by one test. The first one is played.',
  ])
})

test('lists of models are united, the later one wins, sorted by id; the fallback comes last', async () => {
  const store = memoryStore({
    'recordings/models-a.json': recordingText(callOf({ ...modelList('b', 'c'), testId: 'test_a' })),
    'recordings/models-b.json': recordingText(callOf({ ...modelList('a', 'b'), testId: null })),
    'recordings/models-other.json': recordingText(callOf({ ...modelList('x'), testId: 'test_b' })),
    'common/models-c.json': recordingText(callOf({ ...modelList('d'), testId: null })),
  })
  const { recorder, openai } = await open(store, { testId: 'test_a', fallback: 'common' })
  expect((await openai.models.list()).data.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
  expect((await openai.models.list()).data.length).toBe(4)
  await recorder.close()
})

test('lists of models that the recorder names without the test answer every test', async () => {
  const list = (id: string, base: string) => recordingText(callOf({ ...modelList(id), base, testId: 'test_b' }))
  const store = memoryStore({
    'recordings/a.json': answering('Chuva.', { testId: 'test_a' }),
    'recordings/models-b.json': list('b', 'http://localhost:8080'),
    'recordings/models-c.json': list('c', 'http://localhost:8080/v1'),
  })
  const { recorder, openai } = await open(store, { testId: 'test_a' })
  const ask = async (baseURL: string) => (await openai.withOptions({ baseURL }).models.list()).data.map(({ id }) => id)
  expect(await ask('http://localhost:8080')).toEqual(['b'])
  await expect(ask('http://localhost:8080/v1')).rejects.toThrow(/GET/)
  await expect(recorder.close()).rejects.toMatchObject({ code: 'miss' })
})

test('the fallback answers what the folder does not', async () => {
  const store = memoryStore({
    'recordings/a.json': answering('Chuva.'),
    'common/a.json': answering('never'),
    'common/b.json': answering('Neve.', { body: { ...asked, model: 'toy-2' } }),
  })
  const { recorder, say } = await open(store, { fallback: 'common/' })
  expect([await say(), await say({ ...asked, model: 'toy-2' })]).toEqual(['Chuva.', 'Neve.'])
  await recorder.close()
})

test('numbers are compared by what they mean: JavaScript sends 0 for 0.0', async () => {
  const store = memoryStore({
    'recordings/a.json': answering('Chuva.', { body: { ...asked, temperature: 'float:0.0', top_p: 'float:1e-05' } }),
  })
  const { recorder, say } = await open(store)
  expect(await say({ top_p: 0.00001, temperature: 0, ...asked })).toBe('Chuva.')
  await recorder.close()
})

const body = {
  ['__type__']: 'openai.types.create_embedding_response.CreateEmbeddingResponse',
  ['__data__']: {
    data: [{ embedding: [0.5, -1.25], index: 0, object: 'embedding' }],
    model: 'e',
    object: 'list',
    usage: { prompt_tokens: 1, total_tokens: 1 },
  },
}

test.each([{ recorded: undefined }, { recorded: 'float' }, { recorded: 'base64' }])(
  'embeddings recorded as $recorded come back as floats and as base64',
  async ({ recorded }) => {
    const store = memoryStore({
      'recordings/e.json': recordingText(
        callOf({
          endpoint: '/v1/embeddings',
          body: { model: 'e', input: 'rain', ...(recorded && { encoding_format: recorded }) },
          response: { body, is_streaming: false },
        }),
      ),
    })
    const { recorder, openai } = await open(store)
    const ask = async (format?: 'float' | 'base64') =>
      (await openai.embeddings.create({ model: 'e', input: 'rain', ...(format && { encoding_format: format }) })).data[0]!.embedding
    // Without a format the client asks for base64 and decodes it.
    expect([await ask(), await ask('float'), await ask('base64')]).toEqual([[0.5, -1.25], [0.5, -1.25], 'AAAAPwAAoL8='])
    await recorder.close()
  },
)

test('what is no HTTP is told of, and what is no recording is left alone', async () => {
  const tool = { test_id: 'a', request: { provider: 'tavily', tool_name: 'web_search', kwargs: {} }, response: { body: {} } }
  const store = memoryStore({
    'recordings/a.json': answering('Chuva.'),
    'recordings/t.json': recordingText(tool),
    'recordings/package.json': '{"name": "a", "dependencies": {"request": "2"}}',
    'recordings/h.json': answering('never', { base: 'http://<HOST>/v1' }),
    'recordings/u.json': recordingText(
      callOf({ body: { ...asked, model: 'toy-3' }, response: { body: [{ ['__type__']: 'a.B', ['__data__']: {} }], is_streaming: true } }),
    ),
  })
  const { recorder, say } = await open(store)
  expect(await say()).toBe('Chuva.')
  await expect(say({ ...asked, model: 'toy-3' })).rejects.toThrow(/u\.json cannot be played: the type a\.B is none that is known/)
  const error = (await recorder.close().catch((reason: unknown) => reason)) as Error
  expect(error.message).toContain('u.json cannot be played')
  expect((await (await open(store)).recorder.close()).warnings).toEqual([
    'memory:recordings/h.json: http://<HOST>/v1/v1/chat/completions is no URL, since no host has such a name. It is not played.',
    'memory:recordings/package.json: it is no recording of llama-stack. It is left alone.',
    'memory:recordings/t.json: it is a call of the tool web_search (tavily), no HTTP request. It is not played.',
    'memory:recordings/u.json: the type a.B is none that is known; known are those of the SDKs of OpenAI and ollama. It is not played.',
  ])
})

test.each([
  ['cut off', answering('Chuva.').slice(0, 900), /^memory:recordings\/b\.json, line \d+: it is no JSON/],
  [
    'nested too deeply',
    answering('Chuva.').replace('"body": {', `"body": {"x": ${'['.repeat(50_000)}${']'.repeat(50_000)},`),
    /^memory:recordings\/b\.json: it is nested too deeply/,
  ],
  [
    'in a merge conflict',
    `<<<<<<< HEAD\n${answering('Chuva.')}`,
    /^memory:recordings\/b\.json, line 1: it is no JSON \(Unexpected token '<'\)\. Was/,
  ],
  ['without a response', '{"test_id": "a", "request": {"body": {}, "url": ""}}', /^memory:recordings\/b\.json: it has no response/],
])('a recording that is %s is an error at once: it may be the answer', async (_, text, message) => {
  await expect(open(memoryStore({ 'recordings/a.json': answering('Chuva.'), 'recordings/b.json': text }))).rejects.toThrow(message)
})

test('a recording that is changed after it was opened is not played', async () => {
  const store = memoryStore({ 'recordings/a.json': answering('Chuva.') })
  const { recorder, say } = await open(store)
  await store.write('recordings/a.json', new TextEncoder().encode(answering('Neve.', { body: { model: 'toy-9' } })))
  await expect(say()).rejects.toMatchObject({
    cause: { code: 'cassette-changed', message: expect.stringContaining('a.json is no longer what it was') },
  })
  await recorder.close()
})

test('nothing is recorded in it', async () => {
  await expect(open(memoryStore({ 'recordings/a.json': answering('a') }), {}, { mode: 'new-episodes' })).rejects.toThrow(
    /the format llama-stack is only read, so mode new-episodes cannot record in it/,
  )
})

test.each([
  [{ testID: 'a' }, '"testID" is no option of llamaStack. There are: testId, fallback, nulls.'],
  [{ testId: '' }, `llamaStack's testId is "". It is a text, or left out.`],
  [{ nulls: 'none' }, `llamaStack's nulls is "none". It is one of 'restore', 'keep', 'strip'.`],
])('%o is refused', (options, message) => {
  expect(() => llamaStack(options as LlamaStackOptions)).toThrow(message)
})
