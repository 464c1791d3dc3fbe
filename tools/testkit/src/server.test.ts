import { request as httpRequest, type IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startServer, type TestServer } from './server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

function chat(prompt: string, more: object = {}): Promise<Response> {
  return post('/v1/chat/completions', { model: 'gpt-4o', messages: [{ role: 'user', content: prompt }], ...more })
}

interface StreamedEvent {
  type?: string
  delta?: string
  sequence_number?: number
  usage?: object | null
  choices?: { delta: { content?: string; tool_calls?: { function: { name?: string; arguments: string } }[] } }[]
}

/** The data of each event; what a client would see. */
async function eventsOf(response: Promise<Response>): Promise<StreamedEvent[]> {
  const text = await (await response).text()
  const data = text.split(/\r?\n/).flatMap((line) => (line.startsWith('data: ') && line !== 'data: [DONE]' ? [line.slice(6)] : []))
  return data.map((line) => JSON.parse(line))
}

/** Bytes and headers as they were sent: fetch would decompress. */
async function raw(path: string, method: string, body?: object): Promise<IncomingMessage & { bytes: Buffer }> {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(server.url + path, { method }, resolve)
      .on('error', reject)
      .end(body && JSON.stringify(body))
  })
  const parts = await message.toArray()
  return Object.assign(message, { bytes: Buffer.concat(parts) })
}

describe('chat completions', () => {
  test('another prompt has another answer, and the same one the same', async () => {
    const [first, again, other] = await Promise.all([chat('one'), chat('one'), chat('two')])
    const text = await first.text()
    expect(JSON.parse(text)).toMatchObject({ choices: [{ message: { content: 'Olá! You said: one' }, finish_reason: 'stop' }] })
    expect(await again.text()).toBe(text)
    expect(await other.text()).not.toBe(text)
  })

  test('a stream adds up to the same text, and ends with [DONE]', async () => {
    const events = await eventsOf(chat('one two', { stream: true }))
    expect(events.map(({ choices }) => choices?.[0]?.delta.content ?? '').join('')).toBe('Olá! You said: one two')
    expect(events.every((event) => 'obfuscation' in event && !('usage' in event))).toBe(true)
    expect(await (await chat('one', { stream: true })).text()).toMatch(/data: \[DONE\]\n\n$/)
  })

  test('usage comes in a last chunk where it is asked for, and obfuscation can be refused', async () => {
    const events = await eventsOf(chat('one two', { stream: true, stream_options: { include_usage: true, include_obfuscation: false } }))
    expect(events.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 2, completion_tokens: 5, total_tokens: 7 } })
    expect(events[0]).toMatchObject({ usage: null })
    expect(events.some((event) => 'obfuscation' in event)).toBe(false)
  })

  test('a tool call is streamed in fragments; with its result, the model answers in words', async () => {
    const tools = [{ type: 'function', function: { name: 'find_weather' } }]
    const events = await eventsOf(chat('rain?', { model: 'test-tool-call', stream: true, tools }))
    const calls = events.flatMap(({ choices }) => choices?.[0]?.delta.tool_calls ?? [])
    expect(calls[0]!.function.name).toBe('find_weather')
    expect(JSON.parse(calls.map((call) => call.function.arguments).join(''))).toEqual({ city: 'Lisboa', question: 'rain?' })
    const messages = [
      { role: 'user', content: 'rain?' },
      { role: 'tool', content: 'no' },
    ]
    const answer = await post('/v1/chat/completions', { model: 'test-tool-call', messages })
    expect(await answer.json()).toMatchObject({ choices: [{ message: { content: 'The tool said: no' } }] })
  })

  test('refusals', async () => {
    const answer = await chat('harm', { model: 'test-refusal' })
    expect(await answer.json()).toMatchObject({ choices: [{ message: { content: null, refusal: 'I cannot help with: harm' } }] })
  })

  test('lines may end in CR LF, with comments between the events', async () => {
    const text = await (await chat('one', { stream: true, model: 'test-crlf+comments' })).text()
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text.match(/^: keep-alive\r\n\r\ndata: /gm)).toHaveLength(text.match(/data: /g)!.length)
  })

  test('repeated requests have different answers where that is asked for', async () => {
    const answers = [await chat('again', { model: 'test-count' }), await chat('again', { model: 'test-count' })]
    const texts = await Promise.all(answers.map(async (answer) => (await answer.json()).choices[0].message.content))
    expect(texts).toEqual(['Olá! You said: again (answer 1)', 'Olá! You said: again (answer 2)'])
  })
})

describe('responses', () => {
  test.each([
    ['gpt-4o', 'response.output_text.delta', 'Olá! You said: hi'],
    ['test-refusal', 'response.refusal.delta', 'I cannot help with: hi'],
    ['test-tool-call', 'response.function_call_arguments.delta', '{"city":"Lisboa","question":"hi"}'],
  ])('%s streams %s', async (model, type, text) => {
    const response = await post('/v1/responses', { model, input: 'hi', stream: true })
    const body = await response.clone().text()
    const events = await eventsOf(Promise.resolve(response))
    expect(
      events
        .filter((event) => event.type === type)
        .map((event) => event.delta)
        .join(''),
    ).toBe(text)
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index))
    expect(body.match(/^event: (.*)/gm)).toEqual(events.map((event) => `event: ${event.type}`))
    expect(events.at(-1)).toMatchObject({ type: 'response.completed', response: { status: 'completed' } })
  })
})

describe('other routes', () => {
  test('models', async () => {
    expect(await (await fetch(`${server.url}/v1/models`)).json()).toMatchObject({ data: [{ id: 'gpt-4o' }, {}, {}, {}] })
    expect((await fetch(`${server.url}/v1/models/gpt-4o`)).status).toBe(200)
    expect((await fetch(`${server.url}/v1/models/unknown`)).status).toBe(404)
  })

  test('embeddings are the same numbers as floats and as base64', async () => {
    const [floats, base64] = await Promise.all(
      ['float', 'base64'].map(async (encoding_format) => {
        const answer = await post('/v1/embeddings', { model: 'text-embedding-3-small', input: ['one', 'two'], encoding_format })
        return (await answer.json()).data.map(({ embedding }: { embedding: never }) => embedding)
      }),
    )
    const decoded = base64.map((text: string) => Array.from(new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer)))
    expect(decoded).toEqual(floats)
    expect(floats[0]).not.toEqual(floats[1])
  })

  test('speech is bytes that are no text', async () => {
    const answer = await post('/v1/audio/speech', { model: 'tts-1', input: 'hello', voice: 'alloy' })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(bytes).toHaveLength(2048)
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError)
  })

  test.each([400, 401, 429, 500, 503])('error %d in the form of the API', async (status) => {
    const answer = await chat('hi', { model: `test-error-${status}`, stream: true })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error: { message: expect.any(String), type: expect.any(String) } })
    expect(answer.headers.get('retry-after')).toBe(status === 429 ? '1' : null)
  })

  test('a form that does not exist is an error that lists those that do', async () => {
    const answer = await chat('hi', { model: 'test-gzipp' })
    expect([answer.status, (await answer.json()).error.message]).toEqual([404, expect.stringContaining('tool-call, refusal, crlf')])
  })

  test('headers like those of the real API, with several cookies', async () => {
    const { headers } = await chat('hi')
    expect(headers.getSetCookie()).toHaveLength(2)
    expect(headers.get('openai-organization')).toBe('respool-test-organization')
    expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/)
  })
})

describe('HTTP', () => {
  test('a gzip stream reaches the client part by part, though it asked for nothing', async () => {
    const body = { model: 'test-gzip-always', stream: true, messages: [{ role: 'user', content: 'zip' }] }
    const zipped = await raw('/v1/chat/completions', 'POST', body)
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(zipped.bytes).toString()).toMatch(/data: \[DONE\]\n\n$/)
    expect((await raw('/v1/chat/completions', 'POST', { ...body, model: 'test-gzip' })).headers['content-encoding']).toBeUndefined()
    expect((await chat('zip', { model: 'test-gzip' })).headers.get('content-encoding')).toBe('gzip')
  })

  test.each([
    ['HEAD', '/v1/models', 200],
    ['GET', '/status/204', 204],
    ['GET', '/status/304', 304],
  ])('%s %s has no body', async (method, path, status) => {
    const answer = await raw(path, method)
    expect([answer.statusCode, answer.bytes.byteLength]).toEqual([status, 0])
  })

  test('redirects, by any status, to any path', async () => {
    const answer = await fetch(`${server.url}/redirect/307/echo`, { method: 'POST', body: 'kept' })
    expect([answer.url, (await answer.json()).body]).toEqual([`${server.url}/echo`, 'kept'])
  })

  test('lines of JSON', async () => {
    const lines = (await (await fetch(`${server.url}/ndjson`)).text()).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).done)).toEqual([false, false, false, true])
  })

  test('a body comes back as it was', async () => {
    const bytes = Uint8Array.from({ length: 1_000_000 }, (_, index) => index % 256)
    const answer = await fetch(`${server.url}/echo/body`, { method: 'POST', body: bytes })
    expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), bytes)).toBe(0)
  })

  test('what was received is kept, and counted', async () => {
    const [count, known] = [server.count, server.requests.length]
    await chat('count me', {})
    expect([server.count - count, server.requests.length - known]).toEqual([1, 1])
    expect(server.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { 'content-type': 'application/json' },
    })
    expect(server.requests.at(-1)!.text).toContain('count me')
  })

  test('a path that is not served is a 404 that names it', async () => {
    const answer = await fetch(`${server.url}/v2/nothing`)
    expect([answer.status, (await answer.json()).error.message]).toEqual([404, 'Invalid URL (GET /v2/nothing)'])
  })
})
