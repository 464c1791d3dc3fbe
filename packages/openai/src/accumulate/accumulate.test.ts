import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import type { ChunkOf } from '../api.ts'
import { accumulate } from './accumulate.ts'

type ChatChunk = ChunkOf<'POST /chat/completions'>
type ResponseEvent = ChunkOf<'POST /responses'>

const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o' } as const
const chunk = (delta: object, more: object = {}, index = 0) =>
  ({ ...head, choices: [{ index, delta, finish_reason: null, ...more }] }) as ChatChunk
const end = (reason: string, index = 0) => chunk({}, { finish_reason: reason }, index)
const usage = { ...head, choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } } as ChatChunk
const call = (index: number, fields: object) => ({ tool_calls: [{ index, ...fields }] })

const completions: [string, ChatChunk[]][] = [
  [
    'a text, with its usage',
    [chunk({ role: 'assistant', content: '' }), chunk({ content: 'Ol' }), chunk({ content: 'á!' }), end('stop'), usage],
  ],
  ['a refusal', [chunk({ role: 'assistant', refusal: 'I ' }), chunk({ refusal: 'will not.' }), end('stop')]],
  [
    'two calls of tools, their arguments in pieces',
    [
      chunk({ role: 'assistant', content: null, ...call(0, { id: 'call_a', type: 'function', function: { name: 'f', arguments: '' } }) }),
      chunk(call(0, { function: { arguments: '{"a"' } })),
      chunk(call(0, { function: { arguments: ':1}' } })),
      chunk(call(1, { id: 'call_b', type: 'custom', custom: { name: 'g', input: 'x' } })),
      chunk(call(1, { custom: { input: 'y' } })),
      end('tool_calls'),
    ],
  ],
  [
    'a call of the older kind',
    [
      chunk({ role: 'assistant', function_call: { name: 'f', arguments: '' } }),
      chunk({ function_call: { arguments: '{}' } }),
      end('function_call'),
    ],
  ],
  [
    'two choices, by turns',
    [
      chunk({ role: 'assistant', content: 'a' }),
      chunk({ role: 'assistant', content: 'b' }, {}, 1),
      chunk({ content: 'c' }),
      end('stop'),
      end('length', 1),
    ],
  ],
  [
    'probabilities',
    [
      chunk(
        { role: 'assistant', content: 'a' },
        { logprobs: { content: [{ token: 'a', logprob: -1, bytes: null, top_logprobs: [] }], refusal: null } },
      ),
      chunk({ content: 'b' }, { logprobs: { content: [{ token: 'b', logprob: -2, bytes: null, top_logprobs: [] }], refusal: null } }),
      end('stop'),
    ],
  ],
  [
    'what other APIs add',
    [
      chunk({ role: 'assistant', content: 'a', reasoning: 'x' }, { native_finish_reason: null }),
      chunk({ content: 'b', reasoning: 'y' }),
      end('stop'),
    ],
  ],
  [
    "Azure's first chunk, without an id",
    [
      { ...head, id: '', choices: [], prompt_filter_results: [] } as unknown as ChatChunk,
      chunk({ role: 'assistant', content: 'a' }),
      end('stop'),
    ],
  ],
  [
    'a list of calls that stays empty, and a refusal that says nothing',
    [chunk({ role: 'assistant', content: 'a', refusal: '', tool_calls: [] }), chunk({ content: 'b', tool_calls: [] }), end('stop')],
  ],
  [
    'calls of tools whose pieces come out of order',
    [
      chunk({ role: 'assistant', ...call(1, { id: 'call_b', type: 'function', function: { name: 'g', arguments: '{"b"' } }) }),
      chunk(call(0, { id: 'call_a', type: 'function', function: { name: 'f', arguments: '{' } })),
      chunk(call(1, { function: { arguments: ':1}' } })),
      chunk(call(0, { function: { arguments: '}' } })),
      end('tool_calls'),
    ],
  ],
  [
    'nulls of a Python client',
    [
      chunk({ role: 'assistant', content: 'a', refusal: null, function_call: null, tool_calls: null }),
      chunk({ content: null, role: null }),
      end('stop'),
    ],
  ],
]

describe('chunks of a completion come to what the openai client makes of them', () => {
  test.each(completions)('%s', async (_, chunks) => {
    const before = structuredClone(chunks)
    const client = clientOf([...chunks, '[DONE]'])
    expect(accumulate(chunks)).toEqual(plain(await client.chat.completions.stream({ model: 'any', messages: [] }).finalChatCompletion()))
    expect(chunks).toEqual(before)
  })
})

describe('what cannot be told apart is refused, where it would be mixed up', () => {
  const calls = [
    { id: 'call_a', function: { name: 'f', arguments: '{}' } },
    { id: 'call_b', function: { name: 'g', arguments: '{}' } },
  ]
  test.each<[string, unknown[], string]>([
    ['a call of a tool without an index', [chunk({ tool_calls: calls })], 'chunk 0: the index of a call of a tool is undefined'],
    ['a choice without one', [chunk({}), { ...head, choices: [{ delta: {} }] }], 'chunk 1: the index of a choice is undefined'],
    ['an index that is a text', [chunk(call('0' as never, {}))], 'chunk 0: the index of a call of a tool is "0"'],
    ['one below none', [chunk({}, {}, -1)], 'chunk 0: the index of a choice is -1'],
    ['one that no API gives', [chunk({}, {}, 4e9)], 'chunk 0: the index of a choice is 4000000000'],
    ['null instead of a chunk', [null], 'chunk 0 is null'],
    ['a text instead of an event', [{ type: 'response.created', response: {} }, 'x'], 'chunk 1 is "x"'],
  ])('%s', (_, chunks, message) => {
    expect(() => accumulate(chunks as ChatChunk[])).toThrow(
      expect.objectContaining({ code: 'invalid-option', message: expect.stringContaining(message) as string }) as Error,
    )
  })
})

describe('of a stream that was cut, what there was', () => {
  test('nothing', () => expect(accumulate([] as ChatChunk[])).toBeUndefined())

  test('a completion without its end', () => {
    expect(accumulate([chunk({ content: 'Ol' })])).toMatchObject({
      choices: [{ finish_reason: null, message: { role: 'assistant', content: 'Ol' } }],
    })
  })

  test('an error in the middle of it adds nothing', () => {
    const error = { error: { message: 'Overloaded' } } as unknown as ChatChunk
    expect(accumulate([chunk({ content: 'Ol' }), error])).toEqual(accumulate([chunk({ content: 'Ol' })]))
  })

  test('a call without an id has the same one every time', () => {
    const chunks = [chunk(call(0, { type: 'function', function: { name: 'f', arguments: '{}' } }))]
    expect(accumulate(chunks)?.choices[0]?.message.tool_calls).toMatchObject([{ id: 'call_0' }])
  })

  test.each([3, 4, 5, 6, 9, 10])('a response after %i of its events', (count) => {
    const response = accumulate(events.slice(0, count))
    expect(response).toMatchSnapshot()
  })
})

test('events of a response come to what the openai client makes of them', async () => {
  expect(accumulate(events)).toEqual(plain(await clientOf(events).responses.stream({ model: 'any', input: '' }).finalResponse()))
})

test('where the last event leaves out the output, it is what the items were', () => {
  const last = events.at(-1) as { response: object }
  const { output: _, ...bare } = last.response as { output: unknown }
  const without = [...events.slice(0, -1), { ...last, response: bare }] as unknown as ResponseEvent[]
  expect(accumulate(without)?.output).toEqual(accumulate(events)?.output)
})

const response = { id: 'resp_1', object: 'response', created_at: 1, model: 'gpt-4o', status: 'in_progress', output: [] }
const message = { id: 'msg_1', type: 'message', role: 'assistant', status: 'in_progress', content: [] }
const done = { ...message, status: 'completed', content: [{ type: 'output_text', text: 'Olá!', annotations: [], logprobs: [] }] }
const tool = { id: 'fc_1', type: 'function_call', call_id: 'call_1', name: 'f', arguments: '', status: 'in_progress' }
const called = { ...tool, arguments: '{}', status: 'completed' }
const text = { item_id: 'msg_1', output_index: 0, content_index: 0 }
const events = (
  [
    { type: 'response.created', response },
    { type: 'response.output_item.added', output_index: 0, item: message },
    { type: 'response.content_part.added', ...text, part: { type: 'output_text', text: '', annotations: [], logprobs: [] } },
    { type: 'response.output_text.delta', ...text, delta: 'Ol' },
    { type: 'response.output_text.delta', ...text, delta: 'á!' },
    { type: 'response.output_text.done', ...text, text: 'Olá!' },
    { type: 'response.output_item.done', output_index: 0, item: done },
    { type: 'response.output_item.added', output_index: 1, item: tool },
    { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 1, delta: '{' },
    { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 1, delta: '}' },
    { type: 'response.function_call_arguments.done', item_id: 'fc_1', output_index: 1, arguments: '{}', name: 'f' },
    { type: 'response.output_item.done', output_index: 1, item: called },
    { type: 'response.completed', response: { ...response, status: 'completed', output: [done, called], usage: { total_tokens: 3 } } },
  ] as const
).map((event, sequence_number) => ({ ...event, sequence_number })) as unknown as ResponseEvent[]

/** The real client, for which the API answers with these events. */
function clientOf(data: readonly unknown[]): OpenAI {
  const body = data.map((each) => `data: ${typeof each === 'string' ? each : JSON.stringify(each)}\n\n`).join('')
  const answer = () => new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  return new OpenAI({ apiKey: 'none', maxRetries: 0, fetch: () => Promise.resolve(answer()) })
}

// Without the client's own additions: the text once more, and parsed.
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, each: unknown) => {
    const added = ['parsed', 'parsed_arguments', 'output_parsed', 'output_text'].includes(key)
    return added && (each === null || typeof each !== 'object') ? undefined : each
  })
}
