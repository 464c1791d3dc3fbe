import { expect, test } from 'vitest'
import type { JsonValue } from '@respool/core'
import { checkBody } from './interaction.ts'
import type { OperationKey } from '../api.ts'

const chunk = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'gpt-4o',
  choices: [{ index: 0, delta: { content: 'Olá' }, finish_reason: null }],
}
const choice = chunk.choices[0]!
const delta = {
  type: 'response.output_text.delta',
  item_id: 'msg_1',
  output_index: 0,
  content_index: 0,
  delta: 'Hi',
  sequence_number: 1,
  logprobs: [],
}
const hi = { role: 'user', content: 'Hi' }
const chat: OperationKey = 'POST /chat/completions'
const responses: OperationKey = 'POST /responses'

test.each<[string, OperationKey, 'request' | 'response' | 'chunk' | 'error', JsonValue, string[]]>([
  ['a chunk as it should be', chat, 'chunk', chunk, []],
  ['a key that the spec has not', chat, 'chunk', { ...chunk, provider: 'x' }, ['unknown-key $.provider']],
  ['one that is no identifier', chat, 'chunk', { ...chunk, 'x-provider': 'x' }, ['unknown-key $["x-provider"]']],
  [
    'the same key in two choices',
    chat,
    'chunk',
    {
      ...chunk,
      choices: [
        { ...choice, a: 1 },
        { ...choice, a: 2 },
      ],
    },
    ['unknown-key $.choices[].a', 'unknown-key $.choices[].a'],
  ],
  [
    'null in place of nothing',
    chat,
    'chunk',
    { ...chunk, choices: [{ ...choice, delta: { role: null } }] },
    ['null-for-absent $.choices[].delta.role'],
  ],
  ['null where it is required and allowed', chat, 'chunk', { ...chunk, choices: [{ ...choice, finish_reason: null }] }, []],
  ['null in a list', chat, 'chunk', { ...chunk, choices: [null] }, ['type-mismatch $.choices[] null, not object']],
  ['a new value', chat, 'chunk', { ...chunk, service_tier: 'on_demand' }, ['new-enum-value $.service_tier "on_demand"']],
  [
    'another type where values are listed',
    chat,
    'chunk',
    { ...chunk, object: 7 },
    ['type-mismatch $.object number, not "chat.completion.chunk"'],
  ],
  [
    'a required key that is not there',
    chat,
    'chunk',
    { ...chunk, choices: [{ index: 0, delta: {} }] },
    ['missing-required $.choices[].finish_reason'],
  ],
  ['another type', chat, 'chunk', { ...chunk, id: 7 }, ['type-mismatch $.id number, not string']],
  ['a fraction for an integer', chat, 'chunk', { ...chunk, created: 1.5 }, ['type-mismatch $.created number, not integer']],
  ['no object at all', chat, 'chunk', 'x', ['type-mismatch $ string, not object']],
  ['a known event', responses, 'chunk', delta, []],
  ['an event of a new type', responses, 'chunk', { type: 'response.new', a: 1 }, ['unknown-event $.type "response.new"']],
  ['an event without a type', responses, 'chunk', { a: 1 }, ['missing-required $.type']],
  [
    'a wrong key of an event is told of that event',
    responses,
    'chunk',
    { ...delta, delta: 7 },
    ['type-mismatch $.delta number, not string'],
  ],
  [
    'one of two kinds of message',
    responses,
    'request',
    { input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 7 }] }] },
    ['type-mismatch $.input[].content[].text number, not string'],
  ],
  [
    'a new kind of content',
    responses,
    'request',
    { input: [{ role: 'user', content: [{ type: 'input_smell', text: 'x' }] }] },
    ['new-enum-value $.input[].content[].type "input_smell"'],
  ],
  [
    'too many',
    chat,
    'request',
    { model: 'm', messages: [hi], stop: ['a', 'b', 'c', 'd', 'e'] },
    ['type-mismatch $.stop 5 items, not 4 or less'],
  ],
  ['out of range', chat, 'request', { model: 'm', messages: [hi], temperature: 3 }, ['type-mismatch $.temperature 3, not 2 or less']],
  [
    'a value of a map',
    chat,
    'request',
    { model: 'm', messages: [hi], metadata: { a: 7 } },
    ['type-mismatch $.metadata.* number, not string'],
  ],
  [
    "a tool's own schema is the user's",
    chat,
    'request',
    { model: 'm', messages: [hi], tools: [{ type: 'function', function: { name: 'f', parameters: { any: [null] } } }] },
    [],
  ],
  [
    'what excludes each other',
    'POST /images/edits',
    'request',
    { prompt: 'A cat', images: [{ image_url: 'https://example.com/a.png', file_id: 'file-1' }] },
    ['type-mismatch $.images[] has what excludes each other'],
  ],
  ['an error', chat, 'error', { error: { message: 'No', type: 'x', param: null, code: null } }, []],
  ['no error', chat, 'error', { detail: 'No' }, ['unknown-key $.detail', 'missing-required $.error']],
])('%s', (_, operation, part, body, want) => {
  const found = checkBody({ operation, part, body }, { dialects: [] }).departures
  expect(found.map(({ kind, path, detail }) => [kind, path, detail].filter((each) => each !== undefined).join(' '))).toEqual(want)
})
