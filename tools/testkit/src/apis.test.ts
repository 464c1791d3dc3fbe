import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startServer } from './server.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const prompt = 'Oi 👩🏽‍🚀, 東京?'

/** How each API is asked, and what of its answers is text. */
const apis: {
  [api: string]: {
    path: (model: string, stream: boolean) => string
    body: (model: string, stream: boolean) => object
    /** After which a tool has said `no`. */
    result: object
    pieces: (data: never) => unknown
  }
} = {
  Anthropic: {
    path: () => '/v1/messages',
    body: (model, stream) => ({ model, stream, max_tokens: 9, messages: [{ role: 'user', content: [{ type: 'text', text: prompt }] }] }),
    result: { messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'no' }] }] },
    pieces: ({ delta, content }: { delta?: { text?: string; partial_json?: string }; content?: [{ text?: string; input?: object }] }) =>
      delta?.text ?? delta?.partial_json ?? content?.[0].text ?? content?.[0].input,
  },
  Gemini: {
    path: (model, stream) => `/v1beta/models/${model}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    body: () => ({ contents: [{ role: 'user', parts: [{ text: prompt }] }] }),
    result: { contents: [{ role: 'user', parts: [{ functionResponse: { name: 'look', response: { result: 'no' } } }] }] },
    pieces: ({
      candidates: [{ content }],
    }: {
      candidates: [{ content: { parts: [{ text?: string; functionCall?: { args: object } }] } }]
    }) => content.parts[0].text ?? content.parts[0].functionCall!.args,
  },
  "Ollama's chat": {
    path: () => '/api/chat',
    body: (model, stream) => ({ model, ...(stream ? {} : { stream }), messages: [{ role: 'user', content: prompt }] }),
    result: { messages: [{ role: 'tool', content: 'no' }] },
    pieces: ({ message }: { message: { content: string; tool_calls?: [{ function: { arguments: object } }] } }) =>
      message.tool_calls?.[0].function.arguments ?? message.content,
  },
  "Ollama's generate": {
    path: () => '/api/generate',
    body: (model, stream) => ({ model, ...(stream ? {} : { stream }), prompt }),
    result: { messages: [{ role: 'tool', content: 'no' }] },
    pieces: ({ response }: { response: string }) => response,
  },
  Mistral: {
    path: () => '/mistral/v1/chat/completions',
    body: (model, stream) => ({ model, stream, messages: [{ role: 'user', content: prompt }] }),
    result: { messages: [{ role: 'tool', tool_call_id: 'a1B2c3D4e', content: 'no' }] },
    pieces: ({ choices: [{ delta, message }] }: { choices: [{ delta?: MistralMessage; message?: MistralMessage }] }) => {
      const { content, tool_calls } = (delta ?? message)!
      return tool_calls?.[0].function.arguments ?? content
    },
  },
}

interface MistralMessage {
  content: string
  tool_calls?: [{ function: { arguments: string } }]
}

describe.each(Object.entries(apis))('%s', (_, { path, body, result, pieces }) => {
  async function ask(model: string, stream: boolean, more: object = {}): Promise<Response> {
    const options = { method: 'POST', body: JSON.stringify({ ...body(model, stream), ...more }) }
    return fetch(server.url + path(model, stream), options)
  }

  /** What was said, joined; an object where a tool's arguments are none of text. */
  async function said(response: Response): Promise<unknown> {
    const text = await response.text()
    const lines = text.split(/\r?\n/).map((line) => line.replace(/^data: /, ''))
    const values = lines.filter((line) => line.startsWith('{')).map((line): unknown => pieces(JSON.parse(line) as never))
    const object = values.find((value) => typeof value === 'object')
    return object ?? values.filter((value) => typeof value === 'string').join('')
  }

  test.each([
    ['in one piece', 'any', false],
    ['streamed', 'any', true],
    ['streamed, cut every 7 bytes', 'test-split', true],
    ['streamed, with CR LF', 'test-crlf', true],
  ])('answers what it was asked, %s', async (__, model, stream) => {
    expect(await said(await ask(model, stream))).toBe(`Olá! You said: ${prompt}`)
  })

  test('calls a tool, in one piece and streamed, and says what came of it', async () => {
    const call = { city: 'Lisboa', question: prompt }
    for (const stream of [false, true]) {
      const args = await said(await ask('test-tool-call', stream))
      expect(typeof args === 'string' ? JSON.parse(args) : args).toEqual(call)
    }
    expect(await said(await ask('test-tool-call', false, { prompt: undefined, ...result }))).toBe('The tool said: no')
  })

  test.each([400, 429, 529])('error %d in words', async (status) => {
    const response = await ask(`test-error-${status}`, true)
    expect([response.status, await response.text()]).toEqual([status, expect.stringMatching(/"(message|error)":"[A-Z]/)])
  })
})

test.each([
  [
    'functionDeclarations',
    { tools: [{ functionDeclarations: [{ name: 'look' }] }], contents: [] },
    '/v1beta/models/test-tool-call:generateContent',
  ],
  ['a plain name', { tools: [{ name: 'look' }], model: 'test-tool-call' }, '/v1/messages'],
  ['a nested one', { tools: [{ function: { name: 'look' } }], model: 'test-tool-call', stream: false }, '/api/chat'],
])('the tool that is called is the first that was offered: %s', async (_, body, path) => {
  const response = await fetch(server.url + path, { method: 'POST', body: JSON.stringify(body) })
  expect(await response.text()).toContain('"name":"look"')
})

test('Gemini without alt=sse streams one array', async () => {
  const body = JSON.stringify({ contents: [{ role: 'user', parts: [{ text: prompt }] }] })
  const response = await fetch(`${server.url}/v1beta/models/any:streamGenerateContent`, { method: 'POST', body })
  expect(await response.json()).toHaveLength(6)
})

test('Gemini has no other method', async () => {
  const response = await fetch(`${server.url}/v1beta/models/any:countTokens`, { method: 'POST', body: '{}' })
  expect(response.status).toBe(404)
})
