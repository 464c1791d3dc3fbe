import { interactionOf, chatRequest } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { RespoolError } from '@respool/core'
import { baselineOf, newDrift } from './baseline.ts'
import { dialects, pythonDumps } from './dialects.ts'
import { checkBody, checkInteraction, type CheckOptions } from './interaction.ts'
import { driftReport, formatDrift, type PlacedCheck } from './report.ts'
import { goVcrCorpus, llamaStackCorpus } from '../test-data.ts'

const chunk = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'm',
  choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
}
const stream = (...events: string[]) => events.map((event) => `data: ${event}\n\n`)
const kinds = (interaction: Parameters<typeof checkInteraction>[0]) =>
  checkInteraction(interaction).departures.map(({ kind, part, chunk: at }) => [kind, part, at])

describe('checkInteraction', () => {
  test('finds nothing in what is as it should be', () => {
    const interaction = interactionOf({ request: chatRequest({ stream: true }), chunks: stream(JSON.stringify(chunk), '[DONE]') })
    expect(checkInteraction(interaction)).toEqual({ operation: 'POST /chat/completions', dialect: 'openai', departures: [] })
  })

  test('what cannot be parsed is a departure, not an exception', () => {
    expect(kinds(interactionOf({ chunks: stream('{"id":', JSON.stringify(chunk)) }))).toEqual([['type-mismatch', 'chunk', 0]])
    expect(kinds(interactionOf({ body: '<html>' }))).toEqual([['type-mismatch', 'response', undefined]])
    expect(kinds(interactionOf({ body: new Uint8Array([255]) }))).toEqual([['type-mismatch', 'response', undefined]])
    expect(kinds(interactionOf({ request: { ...chatRequest(), body: '{' }, chunks: [] }))).toEqual([
      ['type-mismatch', 'request', undefined],
    ])
  })

  test('errors are errors', () => {
    const body = { error: { message: 'No', type: 'invalid_request_error', param: null, code: null } }
    expect(kinds(interactionOf({ status: 400, body }))).toEqual([])
    expect(kinds(interactionOf({ status: 502, body: 'Bad gateway' }))).toEqual([['type-mismatch', 'error', undefined]])
  })

  test('another API is none', () => {
    const request = chatRequest({ url: 'https://api.anthropic.com/v1/messages' })
    expect(checkInteraction(interactionOf({ request }))).toEqual({ operation: undefined, dialect: 'openai', departures: [] })
  })

  test('a dialect is known by its host', () => {
    const chunks = stream(JSON.stringify({ ...chunk, provider: 'x' }))
    const at = (url: string) =>
      checkInteraction(interactionOf({ request: chatRequest({ url }), chunks })).departures.map(({ known }) => known)
    expect(at('https://openrouter.ai/api/v1/chat/completions')).toEqual([true])
    expect(at('https://api.openai.com/v1/chat/completions')).toEqual([false])
  })

  const speech = {
    ...chatRequest({ url: 'https://api.openai.com/v1/audio/speech' }),
    body: '{"model":"tts-1","input":"Hi","voice":"alloy"}',
  }
  const content = { ...chatRequest({ url: 'https://api.openai.com/v1/files/file-1/content' }), method: 'GET', body: '' }
  const form = (body: string | Uint8Array, type: string) => ({
    ...chatRequest({ url: 'https://api.openai.com/v1/audio/transcriptions', headers: { 'content-type': type } }),
    body,
  })
  const plain = { body: 'Hi', headers: { 'content-type': 'text/plain; charset=utf-8' } }

  test.each<[string, Parameters<typeof interactionOf>[0], unknown[]]>([
    ['sound', { request: speech, body: new Uint8Array([1, 2, 255]) }, []],
    ["a file's content, though it be JSON", { request: content, body: { a: 1 } }, []],
    ['a form, by its header', { request: form('x', 'multipart/form-data; boundary=b'), ...plain }, []],
    ['a form, by its first boundary', { request: form('--b', ''), ...plain }, []],
    ['a form that is no text', { request: form(new Uint8Array([45, 45, 255]), ''), ...plain }, []],
    ['a body that was cut off', { body: '{"id":', end: 'cancelled' }, []],
    [
      'bytes where JSON was to be sent',
      { request: { ...chatRequest(), body: new Uint8Array([255]) } },
      [['type-mismatch', 'request', undefined]],
    ],
    ['plain text where JSON was to come', plain, [['type-mismatch', 'response', undefined]]],
  ])('%s', (_, recorded, want) => {
    expect(kinds(interactionOf(recorded))).toEqual(want)
  })
})

describe('the report', () => {
  const check = (url: string, ...keys: string[]) =>
    checkBody({
      operation: 'POST /chat/completions',
      part: 'chunk',
      url,
      body: { ...chunk, ...Object.fromEntries(keys.map((key) => [key, 1])) },
    })
  const checks: PlacedCheck[] = [
    { place: 'a.yaml, interaction 0', check: check('https://api.openai.com/v1/chat/completions', 'id', 'extra') },
    { place: 'a.yaml, interaction 1', check: check('https://openrouter.ai/api/v1/chat/completions', 'extra', 'provider') },
  ]

  test('has one line a departure, the gravest first, and one a dialect', () => {
    expect(formatDrift(driftReport(checks))).toBe(
      [
        'type-mismatch POST /chat/completions chunk $.id (number, not string): 1 times in openai, first in a.yaml, interaction 0',
        'unknown-key POST /chat/completions chunk $.extra: 2 times in openai, openrouter, first in a.yaml, interaction 0',
        'known of openrouter: 1 departures',
        '',
      ].join('\n'),
    )
  })

  test('against a baseline only new drift is left', () => {
    const drifts = driftReport(checks)
    const baseline = baselineOf(driftReport(checks.slice(1)))
    expect(JSON.parse(baseline)).toEqual({ drift: ['unknown-key POST /chat/completions chunk $.extra'] })
    expect(newDrift(drifts, baseline).map(({ path }) => path)).toEqual(['$.id'])
    expect(newDrift(drifts, undefined)).toHaveLength(2)
    expect(newDrift(drifts, baselineOf(drifts))).toEqual([])
  })

  test('a new value is new beside one that was accepted', () => {
    const of = (...types: string[]) =>
      driftReport(types.map((type) => ({ place: type, check: checkBody({ operation: 'POST /responses', part: 'chunk', body: { type } }) })))
    const baseline = baselineOf(of('response.one', 'response.one'))
    expect(JSON.parse(baseline)).toEqual({ drift: ['unknown-event POST /responses chunk $.type "response.one"'] })
    const fresh = newDrift(of('response.one', 'response.two', 'response.two'), baseline)
    expect(formatDrift(fresh)).toBe('unknown-event POST /responses chunk $.type "response.two": 2 times in openai, first in response.two\n')
    const tier = (value: string) =>
      driftReport([
        { place: 'a', check: checkBody({ operation: 'POST /chat/completions', part: 'chunk', body: { ...chunk, service_tier: value } }) },
      ])
    expect(newDrift(tier('b'), baselineOf(tier('a'))).map(({ details }) => details)).toEqual([['"b"']])
    expect(newDrift(tier('a'), baselineOf(tier('a')))).toEqual([])
  })

  test.each(['', '{}', '[]', '{"drift":[1]}'])('a baseline that is none is refused: %s', (text) => {
    expect(() => newDrift([], text)).toThrow(RespoolError)
  })
})

const recorded = await goVcrCorpus()
const dumped = llamaStackCorpus()

function checksOf(ofServers: CheckOptions, ofPython: CheckOptions): PlacedCheck[] {
  return [
    ...recorded!.map(({ place, interaction }) => ({ place, check: checkInteraction(interaction, ofServers) })),
    ...dumped!.map(({ place, ...body }) => ({ place, check: checkBody(body, ofPython) })),
  ]
}

test.skipIf(!recorded || !dumped)('the drift of all recordings fits on a screen, and no type is another', () => {
  const drifts = driftReport(checksOf({}, { dialects: [...dialects, pythonDumps] }))
  const text = formatDrift(drifts)
  const lines = text.split('\n').length - 1
  // What the dialects take off the report, they must not take off this.
  const bare = driftReport(checksOf({ dialects: [] }, { dialects: [] }))
  console.log(`${drifts.length} departures in ${lines} lines; ${bare.length} lines if no dialect were known\n${text}`)
  expect([...drifts, ...bare].filter(({ kind }) => kind === 'type-mismatch')).toEqual([])
  expect(lines).toBeLessThanOrEqual(100)
})
