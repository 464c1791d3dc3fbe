import { writeFile } from 'node:fs/promises'
import { stringifyCassette, type Interaction } from '@respool/core'
import { cassetteOf, chatRequest, completionBody, interactionOf, sseChunks, streamedCompletion, tempFolder } from '@respool/testkit'
import { expect, test } from 'vitest'
import { call } from '../__fixtures__/call.ts'
import { differing } from './differing.ts'

const answered = (prompt: string, answer: string, more: object = {}) =>
  interactionOf({ request: chatRequest({ prompt }), body: JSON.stringify({ ...completionBody({ kind: 'text', text: answer }), ...more }) })
const calling = (id: string, args: string) => ({
  choices: [
    {
      index: 0,
      finish_reason: 'tool_calls',
      message: { role: 'assistant', content: null, tool_calls: [{ id, type: 'function', function: { name: 'add', arguments: args } }] },
    },
  ],
})
const embedded = (...embedding: number[]) =>
  interactionOf({
    request: { ...chatRequest(), url: 'https://api.openai.com/v1/embeddings', body: '{"input":"Hi"}' },
    body: JSON.stringify({ object: 'list', data: [{ object: 'embedding', index: 0, embedding }] }),
  })
const spoken = (...content: number[]) =>
  interactionOf({ request: chatRequest(), headers: { 'content-type': 'audio/mpeg' }, chunks: [Uint8Array.from([0xff, ...content])] })
const drawn = (id: string, result: string) =>
  interactionOf({
    request: { ...chatRequest(), url: 'https://api.openai.com/v1/responses', body: '{"input":"A cat"}' },
    body: JSON.stringify({
      object: 'response',
      output: [
        { type: 'web_search_call', id },
        { type: 'image_generation_call', id, result: result.repeat(100) },
      ],
    }),
  })
const events = (text: string) =>
  interactionOf({
    request: { ...chatRequest(), url: 'https://example.com/events' },
    headers: { 'content-type': 'text/event-stream' },
    chunks: [`data: {"a":1}\n\ndata: ${text}\n\ndata: {"a":2}\n\n`],
  })
const uploaded = (boundary: string) =>
  interactionOf({
    request: {
      ...chatRequest(),
      headers: [['Content-Type', `multipart/form-data; boundary=${boundary}`]],
      body: `--${boundary}\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--${boundary}--\r\n`,
    },
  })
const told = (id: string) => {
  const messages = [
    { role: 'user', content: 'Add' },
    { role: 'assistant', tool_calls: [{ id, type: 'function', function: { name: 'add', arguments: '{}' } }] },
    { role: 'tool', tool_call_id: id, content: '5' },
  ]
  return interactionOf({ request: { ...chatRequest(), body: JSON.stringify({ model: 'gpt-4o', messages }) } })
}

async function compared(left: readonly Interaction[], right: readonly Interaction[], ...flags: string[]) {
  await using folder = await tempFolder()
  await writeFile(folder.file('a.yaml'), stringifyCassette(cassetteOf(...left)))
  await writeFile(folder.file('b.yaml'), stringifyCassette(cassetteOf(...right)))
  return await call(['diff', 'a.yaml', 'b.yaml', ...flags], { cwd: folder.path })
}

test.each<[string, Interaction[], Interaction[]]>([
  ['equal', [answered('Hi', 'Hello')], [answered('Hi', 'Hello')]],
  ['in another order', [answered('Hi', 'Hello'), answered('Bye', 'Goodbye')], [answered('Bye', 'Goodbye'), answered('Hi', 'Hello')]],
  [
    'with other ids and times',
    [answered('Hi', 'Hello', { id: 'chatcmpl-1', created: 1 })],
    [answered('Hi', 'Hello', { id: 'chatcmpl-2', created: 2 })],
  ],
  [
    'with a call of another id, its arguments in another order',
    [answered('Hi', '', calling('c1', '{"a":1,"b":2}'))],
    [answered('Hi', '', calling('c2', '{ "b": 2, "a": 1 }'))],
  ],
  ['with the ids of calls told back', [told('c1')], [told('c2')]],
  ['with other ids of what a response holds', [drawn('1', 'cat')], [drawn('2', 'cat')]],
  ['with another boundary', [uploaded('one')], [uploaded('two')]],
  [
    'in other chunks',
    [interactionOf({ request: chatRequest(), chunks: sseChunks(streamedCompletion('Hello')) })],
    [interactionOf({ request: chatRequest(), chunks: [Buffer.concat(sseChunks(streamedCompletion('Hello')))] })],
  ],
])('what is %s is the same', async (_, left, right) => {
  expect(await compared(left, right)).toEqual({
    code: 0,
    out: `The same: ${left.length} interaction${left.length > 1 ? 's' : ''}.\n`,
    err: '',
  })
})

test.each<[string, Interaction[], Interaction[], string]>([
  ['another answer', [answered('Hi', 'Hello')], [answered('Hi', 'Good day')], '   text\n   - Hello\n   + Good day\n'],
  ['another request', [answered('Hi', 'Hello')], [answered('Hey', 'Hello')], '   request /messages/0/content\n   - Hi\n   + Hey\n'],
  [
    'another call',
    [answered('Hi', '', calling('c1', '{"a":1}'))],
    [answered('Hi', '', calling('c1', '{"a":2}'))],
    '   call 0\n   - add {"a":1}\n   + add {"a":2}\n',
  ],
  [
    'other tokens',
    [answered('Hi', 'Hello', { usage: { prompt_tokens: 1, completion_tokens: 2 } })],
    [answered('Hi', 'Hello', { usage: { prompt_tokens: 1, completion_tokens: 3 } })],
    '   tokens out\n   - 2\n   + 3\n',
  ],
  [
    'another status',
    [answered('Hi', 'Hello')],
    [interactionOf({ request: chatRequest({ prompt: 'Hi' }), status: 429, body: '{"error":{"message":"Slow down"}}' })],
    '   error\n   + Slow down\n',
  ],
  [
    'a number that JavaScript would round',
    [answered('Hi', '', calling('c1', '{"a":9007199254740992}'))],
    [answered('Hi', '', calling('c1', '{"a":9007199254740993}'))],
    '   call 0\n',
  ],
  ['other vectors', [embedded(0.1, 0.2)], [embedded(0.1, 0.3)], '   media 0\n   - 1 vector of 2 numbers (2e959212)\n'],
  ['other bytes', [spoken(1, 2)], [spoken(2, 1)], '   media 0\n   - audio/mpeg, 3 bytes ('],
  ['another image', [drawn('1', 'cat')], [drawn('1', 'dog')], '   media 0\n   - image_generation_call, 225 B ('],
  ['events that are no JSON', [events('Hello')], [events('Bye')], '   text\n   - Hello\n   + Bye\n'],
  ['one more', [answered('Hi', 'Hello')], [answered('Hi', 'Hello'), answered('Bye', 'Goodbye')], '   only in b.yaml\n'],
  ['one less', [answered('Hi', 'Hello'), answered('Hi', 'Hello')], [answered('Hi', 'Hello')], '   only in a.yaml\n'],
  [
    'another end',
    [answered('Hi', 'Hello')],
    [{ ...answered('Hi', 'Hello'), response: { ...answered('Hi', 'Hello').response, end: 'cancelled' } }],
    '   end\n   - complete\n   + cancelled\n',
  ],
])('%s is a difference', async (_, left, right, want) => {
  const { code, out, err } = await compared(left, right)
  expect({ code, err }).toEqual({ code: 1, err: '' })
  expect(out).toContain(want)
})

test('of two left over, the nearest belong together', async () => {
  const left = [answered('Write a poem about rain', 'Pitter'), answered('What is the capital of Portugal?', 'Lisbon')]
  const right = [answered('What is the capital of Spain?', 'Madrid'), answered('Write a poem about snow', 'Flake')]
  const { out } = await compared(left, right, '--json')
  expect(JSON.parse(out)).toMatchObject({
    same: false,
    interactions: [
      { left: '0', right: '1' },
      { left: '1', right: '0' },
    ],
  })
})

test.each([
  ['a b c', 'a b d', ['a b c', 'a b d']],
  ['1 2 3 4 5 6 7 8 x', '1 2 3 4 5 6 7 8 y', ['… 3 4 5 6 7 8 x', '… 3 4 5 6 7 8 y']],
  ['x 1 2 3 4 5 6 7 8 9', '1 2 3 4 5 6 7 8 9', ['x 1 2 3 4 5 6 7 …', '1 2 3 4 5 6 7 …']],
  ['', 'a', ['', 'a']],
])('of %j and %j is shown where they differ', (left, right, want) => {
  expect(differing(left, right).map((each) => each.trim())).toEqual(want.map((each) => each.trim()))
})
