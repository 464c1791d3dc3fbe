import { chatRequest, interactionOf, sseChunks } from '@respool/testkit'
import { expect, test } from 'vitest'
import type { Conversation } from './conversation.ts'
import { readConversation } from './read.ts'

interface Given {
  readonly url: string
  readonly body: Readonly<Record<string, unknown>>
  /** The answer, or the events of a stream. */
  readonly answer: object | readonly object[] | string
  readonly type?: string
}

const openai = 'https://api.openai.com/v1'
const anthropic = 'https://api.anthropic.com/v1/messages'
const google = 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro'
const bedrock = 'https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-lite-v1%3A0'
const hi = [{ role: 'user', content: 'Hi' }]

test.each<[string, Given, Partial<Conversation>]>([
  [
    'a chat completion',
    {
      url: `${openai}/chat/completions`,
      body: {
        model: 'gpt-4o',
        messages: [{ role: 'system', content: 'Be kind' }, ...hi],
        temperature: 0.2,
        tools: [{ type: 'function', function: { name: 'add' } }],
      },
      answer: {
        model: 'gpt-4o-2024-08-06',
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hello' } }],
        usage: { prompt_tokens: 9, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 4 } },
      },
    },
    {
      api: 'chat completions',
      model: 'gpt-4o',
      answeredBy: 'gpt-4o-2024-08-06',
      settings: [['temperature', '0.2']],
      tools: ['add'],
      turns: [
        { role: 'system', parts: [{ kind: 'text', text: 'Be kind' }] },
        { role: 'user', parts: [{ kind: 'text', text: 'Hi' }] },
      ],
      answers: [{ parts: [{ kind: 'text', text: 'Hello' }], finish: 'stop' }],
      usage: { input: 9, output: 2, cached: 4 },
    },
  ],
  [
    'a streamed one, with thoughts and a call in pieces',
    {
      url: 'https://openrouter.ai/api/v1/chat/completions',
      body: { model: 'z', messages: hi, stream: true },
      answer: [
        { choices: [{ index: 0, delta: { role: 'assistant', content: '', reasoning: 'I ' } }] },
        { choices: [{ index: 0, delta: { reasoning: 'think' } }] },
        { choices: [{ index: 0, delta: { tool_calls: [{ index: 0, id: 'c1', function: { name: 'add', arguments: '{"a"' } }] } }] },
        { choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: ':1}' } }] }, finish_reason: 'tool_calls' }] },
      ],
    },
    {
      answers: [
        {
          parts: [
            { kind: 'reasoning', text: 'I think' },
            { kind: 'call', name: 'add', arguments: '{"a":1}', id: 'c1' },
          ],
          finish: 'tool_calls',
        },
      ],
    },
  ],
  [
    'a stream that was cut has no finish',
    { url: `${openai}/chat/completions`, body: { messages: hi }, answer: [{ choices: [{ index: 0, delta: { content: 'Hel' } }] }] },
    { answers: [{ parts: [{ kind: 'text', text: 'Hel' }] }] },
  ],
  [
    'what a tool gave back, and an image',
    {
      url: `${openai}/chat/completions`,
      body: {
        messages: [
          { role: 'tool', tool_call_id: 'c1', content: '5' },
          { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAAAAAA' } }] },
        ],
      },
      answer: { choices: [] },
    },
    {
      turns: [
        { role: 'tool', parts: [{ kind: 'result', of: 'c1', parts: [{ kind: 'text', text: '5' }] }] },
        { role: 'user', parts: [{ kind: 'media', what: 'image/png, 6 B', digest: expect.any(String) }] },
      ],
    },
  ],
  [
    'a text completion of two choices',
    {
      url: `${openai}/completions`,
      body: { model: 'm', prompt: 'Once' },
      answer: [
        {
          choices: [
            { index: 0, text: ' upon' },
            { index: 1, text: ' more' },
          ],
        },
        { choices: [{ index: 0, text: ' a', finish_reason: 'length' }] },
      ],
    },
    {
      api: 'completions',
      turns: [{ role: 'prompt', parts: [{ kind: 'text', text: 'Once' }] }],
      answers: [{ parts: [{ kind: 'text', text: ' upon a' }], finish: 'length' }, { parts: [{ kind: 'text', text: ' more' }] }],
    },
  ],
  [
    'a response, with the output of a call in what was asked',
    {
      url: `${openai}/responses`,
      body: {
        model: 'gpt-5',
        instructions: 'Be kind',
        input: [
          ...hi,
          { type: 'function_call', call_id: 'c1', name: 'add', arguments: '{}' },
          { type: 'function_call_output', call_id: 'c1', output: '5' },
        ],
      },
      answer: {
        object: 'response',
        status: 'completed',
        output: [
          { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Easy.' }] },
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Five' }] },
        ],
        usage: { input_tokens: 3, output_tokens: 4, output_tokens_details: { reasoning_tokens: 2 } },
      },
    },
    {
      api: 'responses',
      turns: [
        { role: 'system', parts: [{ kind: 'text', text: 'Be kind' }] },
        { role: 'user', parts: [{ kind: 'text', text: 'Hi' }] },
        { role: 'assistant', parts: [{ kind: 'call', name: 'add', arguments: '{}', id: 'c1' }] },
        { role: 'tool', parts: [{ kind: 'result', of: 'c1', parts: [{ kind: 'text', text: '5' }] }] },
      ],
      answers: [
        {
          parts: [
            { kind: 'reasoning', text: 'Easy.' },
            { kind: 'text', text: 'Five' },
          ],
          finish: 'completed',
        },
      ],
      usage: { input: 3, output: 4, reasoning: 2 },
    },
  ],
  [
    "Anthropic's messages, streamed, with a call",
    {
      url: anthropic,
      body: { model: 'claude', system: 'Be kind', messages: hi, stream: true },
      answer: [
        {
          type: 'message_start',
          message: { model: 'claude', content: [], usage: { input_tokens: 5, cache_read_input_tokens: 10, output_tokens: 1 } },
        },
        { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Let me ' } },
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'see' } },
        { type: 'content_block_start', index: 1, content_block: { type: 'tool_use', id: 't1', name: 'add', input: {} } },
        { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '{"a":' } },
        { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '1}' } },
        { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 7 } },
      ],
    },
    {
      api: 'messages',
      turns: [
        { role: 'system', parts: [{ kind: 'text', text: 'Be kind' }] },
        { role: 'user', parts: [{ kind: 'text', text: 'Hi' }] },
      ],
      answers: [
        {
          parts: [
            { kind: 'text', text: 'Let me see' },
            { kind: 'call', name: 'add', arguments: '{"a":1}', id: 't1' },
          ],
          finish: 'tool_use',
        },
      ],
      usage: { input: 15, output: 7, cached: 10 },
    },
  ],
  [
    "Gemini's, streamed, with a thought",
    {
      url: `${google}:streamGenerateContent?alt=sse`,
      body: { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }], generationConfig: { maxOutputTokens: 9 } },
      answer: [
        { candidates: [{ content: { parts: [{ text: 'Hm', thought: true }] } }] },
        { candidates: [{ content: { parts: [{ text: 'Hel' }] } }] },
        {
          candidates: [{ content: { parts: [{ text: 'lo' }] }, finishReason: 'STOP' }],
          usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2, thoughtsTokenCount: 5 },
        },
      ],
    },
    {
      api: 'generate content',
      model: 'gemini-2.5-pro',
      settings: [['maxOutputTokens', '9']],
      answers: [
        {
          parts: [
            { kind: 'reasoning', text: 'Hm' },
            { kind: 'text', text: 'Hello' },
          ],
          finish: 'STOP',
        },
      ],
      usage: { input: 3, output: 7, reasoning: 5 },
    },
  ],
  [
    "Ollama's, in lines",
    {
      url: 'http://localhost:11434/api/chat',
      body: { model: 'llama3', messages: hi },
      type: 'application/x-ndjson',
      answer:
        '{"message":{"content":"Hel"},"done":false}\n{"message":{"content":"lo"},"done":true,"done_reason":"stop","prompt_eval_count":4,"eval_count":2}\n',
    },
    { api: 'ollama', answers: [{ parts: [{ kind: 'text', text: 'Hello' }], finish: 'stop' }], usage: { input: 4, output: 2 } },
  ],
  [
    'embeddings',
    {
      url: `${openai}/embeddings`,
      body: { model: 'e', input: ['a', 'b'] },
      answer: { data: [{ embedding: [1, 2, 3] }, { embedding: [4, 5, 6] }] },
    },
    {
      api: 'embeddings',
      turns: [
        { role: 'input', parts: [{ kind: 'text', text: 'a' }] },
        { role: 'input', parts: [{ kind: 'text', text: 'b' }] },
      ],
      answers: [{ parts: [{ kind: 'media', what: '2 vectors of 3 numbers', digest: expect.any(String) }] }],
    },
  ],
  [
    "Bedrock's converse",
    {
      url: `${bedrock}/converse`,
      body: { messages: [{ role: 'user', content: [{ text: 'Hi' }] }] },
      answer: { output: { message: { content: [{ text: 'Hello' }] } }, stopReason: 'end_turn' },
    },
    { api: 'converse', model: 'amazon.nova-lite-v1:0', answers: [{ parts: [{ kind: 'text', text: 'Hello' }], finish: 'end_turn' }] },
  ],
  [
    "Cohere's chat",
    {
      url: 'https://api.cohere.com/v2/chat',
      body: { model: 'c', messages: hi },
      answer: {
        message: { role: 'assistant', content: [{ type: 'text', text: 'Hello' }] },
        finish_reason: 'COMPLETE',
        usage: { tokens: { input_tokens: 1, output_tokens: 2 } },
      },
    },
    { api: 'cohere chat', answers: [{ parts: [{ kind: 'text', text: 'Hello' }], finish: 'COMPLETE' }], usage: { input: 1, output: 2 } },
  ],
  [
    'an error',
    {
      url: `${openai}/responses`,
      body: { model: 'm', input: 'Hi' },
      answer: { error: { code: 'rate_limit_exceeded', message: 'Slow down' } },
    },
    { api: 'responses', answers: [], error: 'rate_limit_exceeded: Slow down' },
  ],
  [
    'another API: as data',
    { url: 'https://example.com/search', body: { q: 'x' }, answer: { hits: [1] } },
    {
      turns: [{ role: 'request', parts: [{ kind: 'data', value: { q: 'x' } }] }],
      answers: [{ parts: [{ kind: 'data', value: { hits: [1] } }] }],
    },
  ],
  [
    'a page where an answer should be',
    { url: `${openai}/chat/completions`, body: { model: 'm', messages: hi }, type: 'text/html', answer: '<html>Bad gateway' },
    { api: 'chat completions', answers: [{ parts: [{ kind: 'text', text: '<html>Bad gateway' }] }] },
  ],
])('reads %s', (_, given, want) => {
  expect(readConversation(interaction(given))).toMatchObject(want)
})

test('what a stream said before its error is kept', () => {
  const answer = [{ choices: [{ index: 0, delta: { content: 'Hel' } }] }, { error: { message: 'Overloaded' } }]
  const { answers, error } = readConversation(interaction({ url: `${openai}/chat/completions`, body: { messages: hi }, answer }))
  expect({ answers, error }).toEqual({ answers: [{ parts: [{ kind: 'text', text: 'Hel' }] }], error: 'Overloaded' })
})

test("a model's own events, in Bedrock's binary ones", () => {
  const events = [
    { type: 'message_start', message: { content: [] } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Olá' } },
  ]
  const frames = events.map((event) => amazonFrame(JSON.stringify({ bytes: Buffer.from(JSON.stringify(event)).toString('base64') })))
  const request = {
    ...chatRequest({ url: `${bedrock}/invoke-with-response-stream` }),
    body: JSON.stringify({ anthropic_version: 'bedrock', messages: hi }),
  }
  // Cut in the middle of the last one, which nobody sees then.
  const chunks = [...frames, frames[0]!.subarray(0, 20)]
  const cut = interactionOf({ request, headers: { 'content-type': 'application/vnd.amazon.eventstream' }, chunks })
  expect(readConversation(cut)).toMatchObject({ api: 'messages', answers: [{ parts: [{ kind: 'text', text: 'Olá' }] }] })
})

/** With a header of one byte, as a place for the real ones; checksums are not looked at. */
function amazonFrame(payload: string): Uint8Array {
  const body = Buffer.from(payload)
  const frame = Buffer.alloc(12 + 1 + body.length + 4)
  frame.writeUInt32BE(frame.length, 0)
  frame.writeUInt32BE(1, 4)
  body.copy(frame, 13)
  return frame
}

function interaction({ url, body, answer, type }: Given) {
  const request = { ...chatRequest({ url }), body: JSON.stringify(body) }
  const headers = { 'content-type': type ?? (Array.isArray(answer) ? 'text/event-stream' : 'application/json') }
  if (Array.isArray(answer)) return interactionOf({ request, headers, chunks: sseChunks(answer as never) })
  return interactionOf({ request, headers, body: typeof answer === 'string' ? answer : JSON.stringify(answer) })
}
