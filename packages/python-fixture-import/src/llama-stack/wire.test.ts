import { readEvents, type JsonObject } from '@respool/core'
import { describe, expect, test } from 'vitest'
import { callOf, dumpedChunk, recordingText, type CallOptions } from '../__fixtures__/recordings.ts'
import { exchangesOf, toResponse } from './exchange.ts'
import { readRecord } from './record.ts'

const exchanges = (record: object) => exchangesOf(readRecord(new TextEncoder().encode(recordingText(record)), 'a.json'), 'restore')

function only(record: object) {
  const all = exchanges(record)
  if ('reason' in all) throw new Error(all.reason)
  return { request: all[0]!.request, response: toResponse(all[0]!.response) }
}

const text = (record: object) => Buffer.concat(only(record).response.chunks).toString()
const typed = (type: string, data: object) => ({ ['__type__']: type, ['__data__']: data }) as unknown as JsonObject
const model = typed('openai.types.model.Model', { id: 'toy-1', created: 1, object: 'model', owned_by: 'toy' })

describe('the request', () => {
  test.each<[what: string, call: CallOptions, method: string, url: string, body: string]>([
    [
      '/v1/v1 is undone',
      { body: { model: 'a', stream: false } },
      'POST',
      'https://api.openai.com/v1/chat/completions',
      '{"model":"a","stream":false}',
    ],
    [
      'a base of its own',
      { base: 'https://x.openai.azure.com/openai/v1', body: {} },
      'POST',
      'https://x.openai.azure.com/openai/v1/chat/completions',
      '{}',
    ],
    [
      'extra_body goes into the body, extra_query into the URL, the timeout nowhere',
      { body: { a: 1, timeout: 5, extra_body: { b: 2 }, extra_query: { project_id: 'p q' } } },
      'POST',
      'https://api.openai.com/v1/chat/completions?project_id=p+q',
      '{"a":1,"b":2}',
    ],
    [
      'numbers keep their form',
      { body: { temperature: 'float:0.0' } },
      'POST',
      'https://api.openai.com/v1/chat/completions',
      '{"temperature":0.0}',
    ],
    [
      'models are read',
      { endpoint: '/v1/models', body: {}, response: { body: [model], is_streaming: true } },
      'GET',
      'https://api.openai.com/v1/models',
      '',
    ],
    [
      'a base without a version',
      { base: 'http://localhost:8080', endpoint: '/v1/models', body: {}, response: { body: [model], is_streaming: false } },
      'GET',
      'http://localhost:8080/models',
      '',
    ],
    [
      'a chat that was recorded as a plain completion',
      { endpoint: '/v1/completions', body: { messages: [] } },
      'POST',
      'https://api.openai.com/v1/chat/completions',
      '{"messages":[]}',
    ],
    [
      "ollama's own",
      {
        base: 'http://localhost:11434',
        endpoint: '/api/ps',
        body: {},
        response: { body: typed('ollama._types.ProcessResponse', { models: [] }), is_streaming: false },
      },
      'GET',
      'http://localhost:11434/api/ps',
      '',
    ],
    [
      'what ollama calls embed by now',
      {
        base: 'http://localhost:11434',
        endpoint: '/api/embeddings',
        body: { input: 'a' },
        response: { body: typed('ollama._types.EmbedResponse', { model: 'a', embeddings: [[0.5]] }), is_streaming: false },
      },
      'POST',
      'http://localhost:11434/api/embed',
      '{"input":"a"}',
    ],
  ])('%s', (_, call, method, url, body) => {
    expect(only(callOf(call)).request).toMatchObject({ method, url, body })
  })
})

describe('the response', () => {
  test('a stream has its last event and ends in a blank line', () => {
    const { response } = only(callOf())
    expect(response.headers).toEqual([['Content-Type', 'text/event-stream; charset=utf-8']])
    expect(response.chunks.map((chunk) => new TextDecoder().decode(chunk)).every((chunk) => /^data: .*\n\n$/.test(chunk))).toBe(true)
    expect(
      readEvents(response).map(({ data }) =>
        data === '[DONE]' ? data : (JSON.parse(data) as { choices: { delta: object }[] }).choices[0]!.delta,
      ),
    ).toEqual([{ role: 'assistant', content: '', refusal: null }, { content: 'Chuva.' }, {}, '[DONE]'])
  })

  test('numbers keep their form', () => {
    const logprobs = { content: [{ token: 'a', bytes: null, logprob: 'float:-0.0', top_logprobs: [] }], refusal: null }
    expect(
      text(
        callOf({ response: { body: [dumpedChunk({}, { choices: [{ delta: {}, index: 0, logprobs }] as never })], is_streaming: true } }),
      ),
    ).toContain('"logprob":-0.0,')
  })

  test.each<[what: string, call: CallOptions, type: string, want: string]>([
    [
      'models',
      { endpoint: '/v1/models', body: {}, response: { body: [model], is_streaming: true } },
      'application/json',
      '{"object":"list","data":[{"id":"toy-1","object":"model","created":1,"owned_by":"toy"}]}',
    ],
    [
      'no models',
      { endpoint: '/v1/models', body: {}, response: { body: [], is_streaming: false } },
      'application/json',
      '{"object":"list","data":[]}',
    ],
    [
      'a stream of ollama',
      {
        base: 'http://localhost:11434',
        endpoint: '/api/generate',
        body: { stream: true },
        response: {
          body: [
            typed('ollama._types.GenerateResponse', { response: 'a', done: false, context: null }),
            typed('ollama._types.GenerateResponse', { response: '', done: true }),
          ],
          is_streaming: true,
        },
      },
      'application/x-ndjson',
      '{"response":"a","done":false}\n{"response":"","done":true}\n',
    ],
    [
      "ollama's models have the name that its SDK has dropped",
      {
        base: 'http://localhost:11434',
        endpoint: '/api/tags',
        body: {},
        response: { body: typed('ollama._types.ListResponse', { models: [{ model: 'a', size: null }] }), is_streaming: false },
      },
      'application/json',
      '{"models":[{"name":"a","model":"a"}]}',
    ],
  ])('%s', (_, call, type, want) => {
    expect(only(callOf(call)).response.headers).toEqual([['Content-Type', type]])
    expect(text(callOf(call))).toBe(want)
  })

  const thrown = (data: object, message: string, more: object = {}) =>
    callOf({
      response: {
        body: null,
        is_streaming: false,
        is_exception: true,
        exception_data: { category: 'provider_sdk', provider: 'openai', type: 'BadRequestError', ...data },
        exception_message: message,
        ...more,
      },
    })

  test.each([
    [
      'its message has all of it',
      thrown({ status_code: 400, body: { message: 'no' } }, `Error code: 400 - {'error': {'message': 'no', 'param': None}, 'trace': 'x'}`),
      400,
      '{"error":{"message":"no","param":null},"trace":"x"}',
    ],
    [
      'its body is unwrapped',
      thrown({ status_code: 404, body: { message: 'no', code: 'x' } }, 'no'),
      404,
      '{"error":{"message":"no","code":"x"}}',
    ],
    ['it has a message alone', thrown({ status_code: 500, body: null }, 'no'), 500, '{"error":{"message":"no"}}'],
  ])('an error: %s', (_, record, status, want) => {
    expect(only(record).response.status).toBe(status)
    expect(text(record)).toBe(want)
  })

  test('an error in the middle of a stream is an event, and a broken connection breaks', () => {
    const body = [dumpedChunk({ content: 'a' })]
    expect(text(thrown({ type: 'APIError', body: { message: 'no' } }, 'no', { body, is_streaming: true }))).toMatch(
      /\n\ndata: \{"error":\{"message":"no"\}\}\n\n$/,
    )
    const { response } = only(
      thrown({ type: 'RemoteProtocolError', category: 'unknown' }, 'peer closed connection', { body, is_streaming: true }),
    )
    expect(response).toMatchObject({ end: 'failed', error: 'peer closed connection', chunks: { length: 1 } })
  })

  test('HTTP that was recorded as such is taken as it is; lines become events again', () => {
    const http = (response: object) => ({
      test_id: null,
      request: { test_id: null, url: 'https://api.anthropic.com/v1/messages', method: 'POST', payload: { a: 1 } },
      response,
    })
    expect(text(http({ status: 200, body: { type: 'message', x: 'float:1.0' }, is_streaming: false }))).toBe('{"type":"message","x":1.0}')
    expect(only(http({ status: 400, body: { type: 'error' }, is_streaming: false })).response.status).toBe(400)
    const lines = http({ body: ['event: a', 'data: 1', '', 'event: b', 'data: 2'], is_streaming: true })
    expect(only(lines).response.chunks.map((chunk) => new TextDecoder().decode(chunk))).toEqual([
      'event: a\ndata: 1\n\n',
      'event: b\ndata: 2\n\n',
    ])
  })

  test('embeddings answer in floats and in base64', () => {
    const body = typed('openai.types.create_embedding_response.CreateEmbeddingResponse', {
      data: [{ embedding: [0.5, -1.25], index: 0, object: 'embedding' }],
      model: 'e',
      object: 'list',
    })
    const all = exchanges(
      callOf({ endpoint: '/v1/embeddings', body: { input: 'a', encoding_format: 'float' }, response: { body, is_streaming: false } }),
    )
    if ('reason' in all) throw new Error(all.reason)
    expect(
      all.map(({ request, response }) => [
        request.body,
        (JSON.parse(Buffer.concat(toResponse(response).chunks).toString()) as { data: { embedding: unknown }[] }).data[0]!.embedding,
      ]),
    ).toEqual([
      ['{"input":"a","encoding_format":"float"}', [0.5, -1.25]],
      ['{"input":"a"}', [0.5, -1.25]],
      ['{"input":"a","encoding_format":"base64"}', 'AAAAPwAAoL8='],
    ])
  })
})

describe('no HTTP', () => {
  test.each([
    [
      'a tool',
      { test_id: 'a', request: { test_id: 'a', provider: 'tavily', tool_name: 'web_search', kwargs: {} }, response: { body: {} } },
      'it is a call of the tool web_search (tavily), no HTTP request',
    ],
    [
      'a file',
      { request: { provider: 'pypdf', api: 'file_processors', file_id: 'f' }, response: { body: {} } },
      'it is a file that pypdf took apart, no HTTP request',
    ],
    ['Vertex AI', callOf({ base: 'vertexai:///', endpoint: 'generate_content' }), /^vertexai:\/\/\/generate_content is no URL/],
    [
      'an unknown type',
      callOf({ response: { body: [typed('openai.types.responses.Response', {})], is_streaming: true } }),
      /^the type openai\.types\.responses\.Response is none that is known/,
    ],
    [
      'an exception of Python',
      callOf({
        response: {
          body: null,
          is_exception: true,
          exception_data: { category: 'builtin', type: 'ValueError' },
          exception_message: 'no',
        },
      }),
      'it is an exception that no response caused (ValueError: no)',
    ],
  ])('%s', (_, record, reason) => {
    const all = exchanges(record)
    expect('reason' in all && all.reason).toEqual(typeof reason === 'string' ? reason : expect.stringMatching(reason))
  })
})
