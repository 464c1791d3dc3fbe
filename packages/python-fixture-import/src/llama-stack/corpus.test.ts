import { fileStore, openRecorder } from '../index.ts'
import { type JsonObject, type JsonValue, type Recorder } from '@respool/core'
import { Ollama } from 'ollama'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { adapters, type Connection } from '../__fixtures__/adapters.ts'
import { besideClone, filesIn } from '../__fixtures__/shared.ts'
import { checkName } from './hash.ts'
import { llamaStack } from './format.ts'
import { readRecord } from './record.ts'

const corpus = besideClone('corpus/llama-stack')

/** A recording as plain JSON, read without any of the code under test. */
interface Recording {
  readonly name: string
  readonly folder: string
  readonly testId: string | null
  readonly request: { url?: string; endpoint?: string; body?: JsonObject; payload?: JsonObject; tool_name?: string; api?: string }
  readonly response: {
    body: JsonValue
    status?: number
    is_exception?: boolean
    exception_data?: { type: string; status_code: number; body: { message: string } }
  }
}

const recordings: Recording[] = (corpus === undefined ? [] : filesIn(corpus)).map(({ name, bytes }) => {
  const file = JSON.parse(new TextDecoder().decode(bytes)) as Omit<Recording, 'testId'> & { test_id?: string | null }
  return { ...file, name, folder: name.replace(/\/[^/]*$/, ''), testId: file.test_id ?? null }
})

type Class = 'chat stream' | 'chat' | 'completion' | 'completion stream' | 'models' | 'embeddings' | 'error' | 'ollama' | 'http' | 'none'

function classOf({ request, response: { body, is_exception: exception } }: Recording): Class {
  if (request.tool_name !== undefined || request.api !== undefined || request.url?.startsWith('vertexai:')) return 'none'
  if (request.payload) return 'http'
  if (exception) return 'error'
  const first = (Array.isArray(body) ? body[0] : body) as { ['__type__']: string }
  const type = first['__type__'].split('.').at(-1)!
  if (type === 'ChatCompletionChunk') return 'chat stream'
  if (type === 'Completion') return Array.isArray(body) ? 'completion stream' : 'completion'
  if (type === 'ProcessResponse') return 'ollama'
  return ({ ChatCompletion: 'chat', Model: 'models', CreateEmbeddingResponse: 'embeddings' } as const)[type] ?? 'none'
}

const dataOf = (value: JsonValue) => (value as { ['__data__']: JsonValue })['__data__']

/** What a client is given of a recorded value: nulls apart, which a server may have sent or not. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null && item !== undefined)
      .map(([key, item]) => [key, withoutNulls(item)]),
  )
}

/** Asks as the recording test did, with a JavaScript client, and gives back what the client gave. */
async function ask(recording: Recording, { fetch }: Connection): Promise<unknown> {
  const { url = '', endpoint = '', body = {}, payload } = recording.request
  const kind = classOf(recording)
  if (kind === 'http') {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(payload) })
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
  }
  if (kind === 'ollama') return new Ollama({ host: new URL(url).origin, fetch }).ps()
  const { extra_body: extra, extra_query: query, ...rest } = body as { [name: string]: JsonObject }
  const openai = new OpenAI({ apiKey: 'replay', baseURL: url.slice(0, -endpoint.length), fetch, maxRetries: 0 })
  const asked = { ...rest, ...extra } as object
  const options = { query: query as Record<string, string> }
  if (kind === 'models') return (await openai.models.list(options)).data
  if (kind === 'embeddings') return openai.embeddings.create(asked as never, options)
  const create = // One or two chats were recorded under the endpoint of plain completions.
    (
      'messages' in asked
        ? openai.chat.completions.create.bind(openai.chat.completions)
        : openai.completions.create.bind(openai.completions)
    ) as (body: never, options: object) => Promise<unknown>
  if (kind === 'chat stream' || kind === 'completion stream') {
    const stream = await create(asked as never, options)
    const events: unknown[] = []
    for await (const event of stream as AsyncIterable<unknown>) events.push(event)
    return events
  }
  return create(asked as never, options)
}

function expected(recording: Recording): unknown {
  const { body, status = 200 } = recording.response
  const kind = classOf(recording)
  if (kind === 'http') {
    const lines = Array.isArray(body)
    const text = lines ? `${(body as string[]).join('\n')}\n`.replace(/\n*$/, '\n\n') : JSON.stringify(body)
    return { status, type: lines ? 'text/event-stream; charset=utf-8' : 'application/json', text }
  }
  return Array.isArray(body) ? body.map(dataOf) : dataOf(body)
}

function textOf(events: unknown): string {
  return (events as { choices: { delta?: { content?: string }; text?: string }[] }[])
    .flatMap(({ choices }) => choices.map(({ delta, text }) => delta?.content ?? text ?? ''))
    .join('')
}

/** A test's recorder; what was recorded outside of any test is in all of them. */
async function open(folder: string, testId: string | null): Promise<Recorder> {
  const some = testId ?? recordings.find((each) => each.folder === folder && each.testId !== null)?.testId
  return openRecorder(folder, { mode: 'replay', store: fileStore(corpus!), format: llamaStack(some ? { testId: some } : {}) })
}

describe.skipIf(corpus === undefined)('every recording of the corpus', () => {
  test.each(adapters)('replays through $name to real clients', { timeout: 120_000 }, async (adapter) => {
    const counts: { [name: string]: number } = {}
    const count = (what: string) => (counts[what] = (counts[what] ?? 0) + 1)
    const scopes = new Map<string, Recording[]>()
    for (const each of recordings) {
      const key = JSON.stringify([each.folder, each.testId])
      scopes.set(key, [...(scopes.get(key) ?? []), each])
    }
    for (const [key, scope] of scopes) {
      const [folder, testId] = JSON.parse(key) as [string, string | null]
      const recorder = await open(folder, testId)
      using connection = adapter.connect(recorder)
      for (const recording of scope) {
        const kind = classOf(recording)
        count(kind)
        if (kind === 'none') continue
        if (kind === 'error') {
          const { type, status_code: status, body } = recording.response.exception_data!
          const error = await ask(recording, connection).catch((reason: unknown) => reason)
          expect(error, recording.name).toBeInstanceOf(OpenAI[type as 'BadRequestError'])
          expect(error, recording.name).toMatchObject({ status, message: expect.stringContaining(body.message.slice(0, 40)) })
          continue
        }
        const got = withoutNulls(JSON.parse(JSON.stringify(await ask(recording, connection))))
        const want = withoutNulls(expected(recording))
        if (kind === 'models') {
          expect(got, recording.name).toEqual(
            expect.arrayContaining((want as { id: string }[]).map(({ id }) => expect.objectContaining({ id }))),
          )
          continue
        }
        if (kind === 'embeddings') {
          compareEmbeddings(got, want)
          const { encoding_format: _, ...body } = recording.request.body!
          const asBase64 = await ask({ ...recording, request: { ...recording.request, body } }, connection)
          compareEmbeddings(JSON.parse(JSON.stringify(asBase64)), want)
          continue
        }
        const twin = sameRequest(recording).find((each) => JSON.stringify(withoutNulls(expected(each))) !== JSON.stringify(want))
        if (twin && twin.name < recording.name) {
          count('of which another recording of the same test answers')
          expect(got, recording.name).toEqual(withoutNulls(expected(twin)))
          continue
        }
        expect(got, recording.name).toEqual(want)
        if (kind.endsWith('stream')) expect(textOf(got)).toBe(textOf(want))
      }
      await recorder.close()
    }
    console.log(counts)
    expect(recordings.length).toBe(223)
    expect(counts).toMatchObject({ 'chat stream': 59, chat: 39, models: 35, error: 16, embeddings: 8, ollama: 8, http: 21, none: 25 })
  })

  test('its files are named as the newest recorder would name them, or it is known why not', () => {
    const counts: { [name: string]: number } = {}
    for (const { name, bytes } of filesIn(corpus!)) {
      const record = readRecord(bytes, name)
      const check = checkName(record, name)
      const what =
        check === 'other' && record.testId === undefined ? 'other: the name was made with a test id that is not in the file' : check
      counts[what] = (counts[what] ?? 0) + 1
    }
    console.log(counts)
    expect(counts).toEqual({
      same: 207,
      older: 2,
      unknown: 2,
      'other: the name was made with a test id that is not in the file': 8,
      other: 4,
    })
  })
})

function sameRequest(recording: Recording): Recording[] {
  const key = ({ folder, testId, request: { endpoint, url, body, payload } }: Recording): string => {
    const { extra_body: extra, ...rest } = (body ?? {}) as { [name: string]: JsonObject }
    return JSON.stringify([
      folder,
      testId,
      endpoint ?? url,
      Object.entries({ ...rest, ...extra }).sort(([a], [b]) => (a < b ? -1 : 1)),
      payload,
    ])
  }
  return recordings.filter((each) => key(each) === key(recording))
}

function compareEmbeddings(got: unknown, want: unknown): void {
  const vectors = (value: unknown) => (value as { data: { embedding: number[] }[] }).data.map(({ embedding }) => embedding)
  const [left, right] = [vectors(got), vectors(want)]
  expect(left.length).toBe(right.length)
  for (const [index, vector] of left.entries()) {
    expect(vector.length).toBe(right[index]!.length)
    expect(vector.map(Math.fround)).toEqual(right[index]!.map(Math.fround))
  }
}
