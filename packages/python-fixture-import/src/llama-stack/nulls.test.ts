import { expect, test } from 'vitest'
import type { JsonValue } from '@respool/core'
import { stringifyExact } from '../json/exact.ts'
import { chunkShape, completionShape, toWire, type NullContext } from './nulls.ts'

const openai: NullContext = { nulls: 'restore', host: 'api.openai.com', includeUsage: false }
const delta = (fields: object) => ({ content: null, function_call: null, refusal: null, role: null, tool_calls: null, ...fields })
const chunk = (fields: object, more: object = {}): JsonValue => ({
  id: 'c',
  choices: [{ delta: delta(fields), finish_reason: null, index: 0, logprobs: null }],
  created: 1,
  model: 'toy-1',
  object: 'chat.completion.chunk',
  service_tier: null,
  system_fingerprint: null,
  usage: null,
  ...more,
})

const head = '"id":"c","object":"chat.completion.chunk","created":1,"model":"toy-1","system_fingerprint":null'
const tail = '"logprobs":null,"finish_reason":null}]'

test.each<{ name: string; data: JsonValue; context?: Partial<NullContext>; want: string }>([
  { name: 'a word', data: chunk({ content: 'a' }), want: `{${head},"choices":[{"index":0,"delta":{"content":"a"},${tail}}` },
  {
    name: 'the first delta has its role, and refusal as null',
    data: chunk({ role: 'assistant', content: '' }),
    want: `{${head},"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},${tail}}`,
  },
  { name: 'the last delta is empty', data: chunk({}), want: `{${head},"choices":[{"index":0,"delta":{},${tail}}` },
  {
    name: 'usage is null where it was asked for',
    data: chunk({ content: 'a' }),
    context: { includeUsage: true },
    want: `{${head},"choices":[{"index":0,"delta":{"content":"a"},${tail},"usage":null}`,
  },
  {
    name: 'what is no field of the class was sent as it is',
    data: chunk({ content: 'a', reasoning: null }, { obfuscation: 'x', token_ids: null }),
    want: `{${head},"choices":[{"index":0,"delta":{"content":"a","reasoning":null},${tail},"obfuscation":"x","token_ids":null}`,
  },
  {
    name: 'a call of a tool',
    data: chunk({ tool_calls: [{ index: 0, id: null, function: { arguments: '{', name: null }, type: null }] }),
    want: `{${head},"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{"}}]},${tail}}`,
  },
  {
    name: 'keep',
    data: chunk({ content: 'a' }),
    context: { nulls: 'keep' },
    want: `{"id":"c","object":"chat.completion.chunk","created":1,"model":"toy-1","service_tier":null,"system_fingerprint":null,"choices":[{"index":0,"delta":{"role":null,"content":"a","function_call":null,"tool_calls":null,"refusal":null},${tail},"usage":null}`,
  },
  {
    name: 'strip',
    data: chunk({ content: 'a' }),
    context: { nulls: 'strip' },
    want: `{"id":"c","object":"chat.completion.chunk","created":1,"model":"toy-1","choices":[{"index":0,"delta":{"content":"a"}}]}`,
  },
  {
    name: 'a server that sends no nulls',
    data: chunk({ content: 'a' }),
    context: { host: 'api.x.ai' },
    want: `{"id":"c","object":"chat.completion.chunk","created":1,"model":"toy-1","choices":[{"index":0,"delta":{"content":"a"}}]}`,
  },
])('$name', ({ data, context, want }) => {
  expect(stringifyExact(toWire(data, chunkShape, { ...openai, ...context }))).toBe(want)
})

test('a whole completion', () => {
  const message = {
    content: null,
    refusal: null,
    role: 'assistant',
    annotations: null,
    audio: null,
    function_call: null,
    tool_calls: [{ id: 'a' }],
  }
  const data = {
    id: 'c',
    choices: [{ finish_reason: 'tool_calls', index: 0, logprobs: null, message }],
    created: 1,
    model: 'toy-1',
    object: 'chat.completion',
    service_tier: null,
    system_fingerprint: 'fp',
    usage: {
      completion_tokens: 1,
      prompt_tokens: 2,
      total_tokens: 3,
      completion_tokens_details: null,
      prompt_tokens_details: { audio_tokens: null, cached_tokens: 0 },
    },
  }
  expect(stringifyExact(toWire(data as unknown as JsonValue, completionShape, openai))).toBe(
    '{"id":"c","object":"chat.completion","created":1,"model":"toy-1",' +
      '"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"a"}],"refusal":null},"logprobs":null,"finish_reason":"tool_calls"}],' +
      '"usage":{"prompt_tokens":2,"completion_tokens":1,"total_tokens":3,"prompt_tokens_details":{"cached_tokens":0}},"system_fingerprint":"fp"}',
  )
})
