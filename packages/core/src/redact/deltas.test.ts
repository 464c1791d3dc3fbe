import { describe, expect, test } from 'vitest'
import { encodeUtf8 } from '../model/body.ts'
import { httpRequest, type Interaction } from '../model/interaction.ts'
import { openaiProfile } from '../model/profile.ts'
import { redactCassette } from './cassette.ts'
import { redactInteraction } from './interaction.ts'
import { redactRules } from './rules.ts'

const environment = { MY_KEY: 'q7Zr-92xw.LmTk41' }
const rules = redactRules({}, openaiProfile, environment)!
const key = `sk-proj-${'a1B2c3D4e5'.repeat(4)}`
const cut = (text: string) => text.match(/.{1,5}/g)!

function answer(type: string, ...chunks: string[]): Interaction {
  return {
    request: httpRequest({ method: 'POST', url: 'https://x.io/v1' }),
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', type]],
      chunks: chunks.map(encodeUtf8),
      boundaries: 'recorded',
      end: 'complete',
    },
  }
}

const sse = (...events: unknown[]) => answer('text/event-stream', ...events.map((each) => `data: ${JSON.stringify(each)}\n\n`))
const refusal = (interaction: Interaction) => redactInteraction(interaction, rules).refusal

describe('a secret over several events is refused', () => {
  test.each<[string, Interaction, string]>([
    ['chat content', sse(...cut(key).map((content) => ({ choices: [{ index: 0, delta: { content } }] }))), '/choices/0/delta/content'],
    [
      'the second of two choices that take turns',
      sse(
        ...cut(key).flatMap((content) => [
          { choices: [{ index: 0, delta: { content: 'hi' } }] },
          { choices: [{ index: 1, delta: { content } }] },
        ]),
      ),
      '/choices/1/delta/content',
    ],
    [
      'the arguments of a tool call',
      sse(
        ...cut(`{"k":"${key}"}`).map((args) => ({
          choices: [{ index: 0, delta: { tool_calls: [{ index: 2, function: { arguments: args } }] } }],
        })),
      ),
      '/choices/0/delta/tool_calls/2/function/arguments',
    ],
    [
      'reasoning',
      sse(...cut(key).map((text) => ({ choices: [{ index: 0, delta: { reasoning_content: text } }] }))),
      '/choices/0/delta/reasoning_content',
    ],
    ['a refusal', sse(...cut(key).map((text) => ({ choices: [{ index: 0, delta: { refusal: text } }] }))), '/choices/0/delta/refusal'],
    [
      'chat content, one of whose events is no JSON',
      answer(
        'text/event-stream',
        ...cut(key).flatMap((content) => [
          'data: {"choices":[\n\n',
          `data: {"choices":[{"index":0,"delta":{"content":"${content}"}}]}\n\n`,
        ]),
      ),
      '/choices/0/delta/content',
    ],
    [
      'bare text of which a token looks like an object',
      answer('text/event-stream', ...['{"k":"', ...cut(key), '{}', '"}'].map((text) => `data: ${text}\n\n`)),
      '',
    ],
    ['bare text, a token an event', answer('text/event-stream', ...cut(key).map((text) => `data: ${text}\n\n`)), ''],
    [
      "a response's text",
      sse(
        ...cut(key).flatMap((delta) =>
          [1, 0].map((at) => ({ type: 'response.output_text.delta', item_id: 'm', content_index: at, delta: at ? 'x ' : delta })),
        ),
      ),
      '/delta',
    ],
    [
      "a response's function call",
      sse(...cut(key).map((delta) => ({ type: 'response.function_call_arguments.delta', item_id: 'f', delta }))),
      '/delta',
    ],
    [
      'a block of Anthropic',
      sse(
        ...cut(key).flatMap((text) => [{ type: 'ping' }, { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }]),
      ),
      '/delta/text',
    ],
    [
      'the input of a tool of Anthropic',
      sse(...cut(key).map((text) => ({ type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: text } }))),
      '/delta/partial_json',
    ],
    [
      'Gemini',
      sse(...cut(key).map((text) => ({ candidates: [{ content: { parts: [{ text }] } }] }))),
      '/candidates/0/content/parts/0/text',
    ],
    [
      'Gemini without events',
      answer('application/json', JSON.stringify(cut(key).map((text) => ({ candidates: [{ content: { parts: [{ text }] } }] })))),
      '/candidates/0/content/parts/0/text',
    ],
    [
      'Ollama',
      answer('application/x-ndjson', ...cut(key).map((content) => `${JSON.stringify({ message: { content } })}\n`)),
      '/message/content',
    ],
    [
      'a value of the environment',
      sse(...cut(environment.MY_KEY).map((content) => ({ choices: [{ index: 0, delta: { content } }] }))),
      '/choices/0/delta/content',
    ],
    [
      'a name in one event, its value in the next',
      sse(
        ...['{"password":"', 'hunter2', '"}'].map((args) => ({
          choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: args } }] } }],
        })),
      ),
      '/choices/0/delta/tool_calls/0/function/arguments',
    ],
    [
      'a key whose first half looks like a whole one',
      sse(...[key.slice(0, 40), key.slice(40)].map((content) => ({ choices: [{ index: 0, delta: { content } }] }))),
      '/choices/0/delta/content',
    ],
  ])('%s', (_, interaction, pointer) => {
    expect(refusal(interaction)).toMatchObject({ place: `response body ${pointer}`.trimEnd() })
    expect(JSON.stringify(refusal(interaction))).not.toMatch(/a1B2|hunter2|q7Zr/)
  })
})

describe('an answer is stored', () => {
  test.each<[string, Interaction]>([
    [
      'where a secret is whole in its event',
      sse({ choices: [{ index: 0, delta: { content: `a ${key} b` } }] }, { choices: [{ index: 0, delta: { content: ' c' } }] }),
    ],
    [
      'where ids repeat',
      sse(
        ...Array.from({ length: 9 }, () => ({
          id: `sk-${'1a'.repeat(4)}`,
          model: 'gpt-4o',
          choices: [{ index: 0, delta: { content: 'hi ' } }],
        })),
      ),
    ],
    [
      'where two choices would only together make one',
      sse(...cut(key).map((content, index) => ({ choices: [{ index, delta: { content } }] }))),
    ],
    [
      'where nothing is secret',
      sse(...cut('There once was a man from Nantucket').map((content) => ({ choices: [{ index: 0, delta: { content } }] }))),
    ],
  ])('%s', (_, interaction) => {
    const { refusal: none, interaction: safe } = redactInteraction(interaction, rules)
    expect(none).toBeUndefined()
    expect(safe.response.chunks.length).toBe(interaction.response.chunks.length)
  })
})

test('a cassette is cleaned: what holds nothing stays as it is, what cannot be cleaned is left out and named', () => {
  const clean = sse({ choices: [] })
  const whole = sse({ choices: [{ index: 0, delta: { content: key } }] })
  const split = sse(...cut(key).map((content) => ({ choices: [{ index: 0, delta: { content } }] })))
  const { cassette, redactions, refused } = redactCassette({ interactions: [clean, whole, split] }, { variables: environment })
  expect(cassette.interactions.length).toBe(2)
  expect(cassette.interactions[0]).toBe(clean)
  expect(redactions).toEqual([{ interaction: 1, kind: 'openai', place: 'response body /choices/0/delta/content', count: 1 }])
  expect(refused).toEqual([{ interaction: 2, kind: 'openai', place: 'response body /choices/0/delta/content' }])
  expect(redactCassette(cassette).cassette.interactions).toEqual(cassette.interactions)
})

test("what a format keeps beside the model is cleaned too, such as go-vcr's copy of a form", () => {
  const { request, response } = sse()
  const { cassette } = redactCassette({
    interactions: [{ request: { ...request, extra: { form: { password: ['x'], a: [key] } } }, response }],
  })
  expect(cassette.interactions[0]!.request.extra).toEqual({
    form: { password: ['respool-redacted-field-password'], a: ['respool-redacted-openai'] },
  })
})

test('events that are nested without end are no error', () => {
  const deep = `data: ${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}\n\n`
  expect(refusal(answer('text/event-stream', deep, deep))).toBeUndefined()
})

test('a secret in pieces is found behind U+2028, which ends no line', () => {
  const pieces = cut(`\u2028${key}`).map((content) => ({ choices: [{ index: 0, delta: { content } }] }))
  expect(refusal(sse(...pieces))).toEqual({ kind: 'openai', place: 'response body /choices/0/delta/content' })
  const first = ['\u2028' + key.slice(0, 12), key.slice(12)].map((content) => ({ choices: [{ index: 0, delta: { content } }] }))
  expect(refusal(sse(...first))).toEqual({ kind: 'openai', place: 'response body /choices/0/delta/content' })
})

test('a secret in every one of many events is replaced in each', () => {
  const events = Array.from({ length: 1000 }, (_, index) => ({ access_token: `abcDEF0123456789xyz${index}`, delta: `word ${index}` }))
  const { interaction, redactions, refusal: none } = redactInteraction(sse(...events), rules)
  expect(none).toBeUndefined()
  expect(redactions).toEqual([{ kind: 'field-access-token', place: 'response body /access_token', count: 1000 }])
  const want = (index: number) => `data: {"access_token":"respool-redacted-field-access-token","delta":"word ${index}"}\n\n`
  expect(interaction.response.chunks.map((chunk) => new TextDecoder().decode(chunk))).toEqual(events.map((_, index) => want(index)))
})
