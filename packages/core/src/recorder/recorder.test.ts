import { chatRequest, fakeClock, interactionOf } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { parseCassette } from '../formats/cassette.ts'
import { goVcr, stringifyGoVcr } from '../formats/go-vcr/index.ts'
import type { HttpRequest, Interaction } from '../model/interaction.ts'
import type { CassetteStore } from '../model/store.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Miss, Recorder, RecorderOptions } from './contract.ts'
import { createOpenRecorder } from './open.ts'

const name = 'a.yaml'
const chatInteraction = (prompt: string) => interactionOf({ request: chatRequest({ prompt }), body: 'x' })
const key = (letter: string) => `sk-proj-${`${letter}1B2c3D4e5`.repeat(5)}`

function storeWith(...interactions: Interaction[]): CassetteStore {
  return memoryStore(interactions.length > 0 ? { [name]: stringifyGoVcr({ interactions }, { safe: true }) } : {})
}

function open(store: CassetteStore, options: RecorderOptions = {}): Promise<Recorder> {
  return createOpenRecorder({ environment: () => ({}) })(name, { store, ...options })
}

/** Asks as an adapter does; the answer's text, `recorded`, `miss` or `pass`. Where it records, `body` is what the server says. */
function ask(recorder: Recorder, request: HttpRequest, body = '{"from":"server"}', status = 200): string {
  const verdict = recorder.begin(request)
  const decision = verdict.kind === 'body' ? verdict.decide(request.body) : verdict
  if (decision.kind === 'pass') return 'pass'
  if (decision.kind === 'miss') return 'miss'
  if (decision.kind === 'replay') {
    const chunk = decision.playback.next()
    return chunk instanceof Uint8Array ? new TextDecoder().decode(chunk) : 'nothing'
  }
  decision.capture.requestBody(request.body)
  decision.capture.head({ status, statusText: '', headers: { 'content-type': 'application/json' } })
  decision.capture.chunk(new TextEncoder().encode(body))
  decision.capture.end()
  return 'recorded'
}

const answers = async (store: CassetteStore) =>
  (await parseCassette((await store.read(name))!)).interactions.map(({ response }) => Buffer.concat(response.chunks).toString())

const hi = chatRequest({ prompt: 'Say hi' })
const bye = chatRequest({ prompt: 'Say bye' })
const [hiOne, hiTwo, byeOne] = [
  interactionOf({ request: hi, body: 'hi 1' }),
  interactionOf({ request: hi, body: 'hi 2' }),
  interactionOf({ request: bye, body: 'bye 1' }),
]

describe('rerecord', () => {
  test('replaces the recordings of the same requests, in turn and in their places, and leaves the others', async () => {
    const store = storeWith(hiOne, byeOne, hiTwo)
    const recorder = await open(store, { mode: 'rerecord' })
    for (const body of ['hi A', 'hi B', 'hi C']) ask(recorder, hi, body)
    await recorder.close()
    expect(await answers(store)).toEqual(['hi A', 'bye 1', 'hi B', 'hi C'])
  })
  test('does not let a stream that was cut replace a whole one', async () => {
    const store = storeWith(hiOne)
    const recorder = await open(store, { mode: 'rerecord' })
    const verdict = recorder.begin(hi)
    if (verdict.kind !== 'record') throw new Error(verdict.kind)
    verdict.capture.requestBody(hi.body)
    verdict.capture.head({ status: 200, statusText: 'OK', headers: [] })
    verdict.capture.fail(new Error('reset'))
    expect((await recorder.close()).notStored).toMatchObject([{ reason: /ended failed, and the whole recording/ }])
    expect(await answers(store)).toEqual(['hi 1'])
  })
  test('goes by the same rules as replay', async () => {
    const store = storeWith(hiOne)
    const recorder = await open(store, { mode: 'rerecord', match: { custom: (live, recorded) => live.url === recorded.url } })
    ask(recorder, bye, 'bye A')
    await recorder.close()
    expect(await answers(store)).toEqual(['bye A'])
  })
})

describe('new-episodes', () => {
  test('plays what there is, then records, and changes no byte of what there was', async () => {
    const store = storeWith(hiOne)
    const before = Buffer.from((await store.read(name))!)
    const recorder = await open(store, { mode: 'new-episodes' })
    expect([ask(recorder, hi), ask(recorder, hi), ask(recorder, bye), ask(recorder, hi)]).toEqual([
      'hi 1',
      'recorded',
      'recorded',
      'recorded',
    ])
    await recorder.close()
    const after = Buffer.from((await store.read(name))!)
    expect(after.subarray(0, before.length).equals(before)).toBe(true)
    expect((await answers(store)).length).toBe(4)
  })

  test('with repeats, asks the server once for each request', async () => {
    const recorder = await open(storeWith(), { mode: 'new-episodes', repeats: true })
    expect([ask(recorder, hi), ask(recorder, hi), ask(recorder, bye), ask(recorder, hi)]).toEqual([
      'recorded',
      '{"from":"server"}',
      'recorded',
      '{"from":"server"}',
    ])
    await recorder.close()
  })

  test('writes nothing where everything was there', async () => {
    const store = storeWith(hiOne)
    const recorder = await open({ ...store, write: () => Promise.reject(new Error('written')) }, { mode: 'new-episodes' })
    ask(recorder, hi)
    expect(await recorder.close()).toMatchObject({ replayed: 1, recorded: 0 })
  })
})

test('interactions stand in the order in which they were asked, however fast the answers came', async () => {
  const store = storeWith()
  const recorder = await open(store, { mode: 'once' })
  const captures = [hi, bye].map((request) => {
    const verdict = recorder.begin(request)
    if (verdict.kind !== 'record') throw new Error(verdict.kind)
    verdict.capture.requestBody(request.body)
    return verdict.capture
  })
  for (const capture of captures.toReversed()) {
    capture.head({ status: 200, statusText: 'OK', headers: [] })
    capture.end()
  }
  await recorder.close()
  const { interactions } = await parseCassette((await store.read(name))!)
  expect(interactions.map(({ request }) => request.body)).toEqual([hi.body, bye.body])
})

test('two recorders that save one cassette lose nothing, and every interaction has an id of its own', async () => {
  const store = storeWith(byeOne)
  const recorders = await Promise.all(Array.from({ length: 8 }, () => open(store, { mode: 'new-episodes' })))
  for (const [index, recorder] of recorders.entries()) ask(recorder, chatRequest({ prompt: `number ${index}` }), `${index}`)
  await Promise.all(recorders.map((recorder) => recorder.close()))
  const { interactions } = await parseCassette((await store.read(name))!)
  expect(interactions.length).toBe(9)
  expect(new Set(interactions.map(({ id }) => id)).size).toBe(9)
})

describe('unused interactions', () => {
  test('are in the summary, and with strict an error', async () => {
    const lax = await open(storeWith(hiOne, byeOne), { mode: 'replay' })
    ask(lax, bye)
    expect((await lax.close()).unused).toEqual([0])
    const strict = await open(storeWith(hiOne, byeOne), { mode: 'replay', strict: true })
    ask(strict, bye)
    await expect(strict.close()).rejects.toMatchObject({
      code: 'unused',
      details: { interactions: [0] },
      message: /interaction 0 was never played/,
    })
  })
})

describe('secrets', () => {
  const withKey = (letter: string) => chatRequest({ prompt: `my key is ${key(letter)}` })

  test('never reach the store, and are reported without their value', async () => {
    const store = storeWith()
    const recorder = await open(store, { mode: 'once' })
    ask(recorder, { ...withKey('a'), headers: [['authorization', `Bearer ${key('b')}`]] }, `{"echo":"${key('a')}"}`)
    const summary = await recorder.close()
    expect(Buffer.from((await store.read(name))!).toString()).not.toContain('1B2c3D4e5')
    expect(summary.redactions).toEqual([
      { kind: 'openai', place: 'request body /messages/0/content', count: 1 },
      { kind: 'openai', place: 'response body /echo', count: 1 },
    ])
  })

  test('a reader with another key finds the answer', async () => {
    const store = storeWith()
    const recorder = await open(store, { mode: 'once' })
    ask(recorder, withKey('a'), 'hi')
    await recorder.close()
    const reader = await open(store, { mode: 'replay' })
    expect(ask(reader, withKey('z'))).toBe('hi')
    await reader.close()
  })

  test('are not quoted in the explanation of a miss', async () => {
    const recorder = await open(storeWith(hiOne), { mode: 'replay' })
    expect(ask(recorder, withKey('a'))).toBe('miss')
    const error = await recorder.close().catch((thrown: unknown) => thrown as Error)
    expect((error as Error).message).toContain('respool-redacted-openai')
    expect((error as Error).message).not.toContain('1B2c3D4e5')
  })

  test('are not quoted even where a quotation would cut them in two', async () => {
    const long = `gsk_${'a1B2c3D4e5'.repeat(5)}`
    const recorder = await open(storeWith(chatInteraction('x'.repeat(300))), { mode: 'replay' })
    expect(ask(recorder, chatRequest({ prompt: `${'x'.repeat(40)}${' '.repeat(3)}${long} and so on and so on` }))).toBe('miss')
    const error = await recorder.close().catch((thrown: unknown) => thrown as Error)
    expect((error as Error).message).not.toContain('a1B2c3D4e5')
  })

  test('are kept with redact: false', async () => {
    const store = storeWith()
    const recorder = await open(store, { mode: 'once', redact: false })
    ask(recorder, { ...withKey('a'), headers: [['authorization', 'Bearer x']] })
    await recorder.close()
    const [interaction] = (await parseCassette((await store.read(name))!)).interactions
    expect(interaction!.request.headers).toEqual([['Authorization', 'Bearer x']])
    expect(interaction!.request.body).toContain(key('a'))
  })
})

describe('a cassette with keys from before and placeholders from since', () => {
  const raw = chatRequest({ prompt: `old ${key('a')}` })
  test('answers both, and asks the server for neither', async () => {
    const store = storeWith(interactionOf({ request: raw, body: 'old' }))
    const recorder = await open(store, { mode: 'new-episodes' })
    expect(ask(recorder, chatRequest({ prompt: `new ${key('b')}` }), 'new')).toBe('recorded')
    expect(ask(recorder, raw)).toBe('old')
    await recorder.close()
    const reader = await open(store, { mode: 'replay', strict: true })
    expect([ask(reader, raw), ask(reader, chatRequest({ prompt: `new ${key('c')}` }))]).toEqual(['old', 'new'])
    await reader.close()
  })
  test('also where the body is bytes', async () => {
    const bytes = (letter: string) => ({
      ...hi,
      body: Buffer.concat([Buffer.from([0xff, 0x20]), Buffer.from(key(letter)), Buffer.from([0x20, 0xfe])]),
    })
    const store = storeWith()
    const recorder = await open(store, { mode: 'once' })
    ask(recorder, bytes('a'), 'bytes')
    await recorder.close()
    const reader = await open(store, { mode: 'replay' })
    expect(ask(reader, bytes('b'))).toBe('bytes')
    await reader.close()
  })
})

describe('what is matched', () => {
  test('headers that are asked for are stored, and compared in replay', async () => {
    const store = storeWith()
    const match = { headers: ['X-Tenant'] }
    const as = (tenant: string): HttpRequest => ({
      ...hi,
      headers: [
        ['x-tenant', tenant],
        ['x-other', 'gone'],
      ],
    })
    const recorder = await open(store, { mode: 'once', match })
    for (const tenant of ['one', 'two']) ask(recorder, as(tenant), tenant)
    await recorder.close()
    const reader = await open(store, { mode: 'replay', match })
    expect([ask(reader, as('two')), ask(reader, as('one')), ask(reader, as('three'))]).toEqual(['two', 'one', 'miss'])
    await expect(reader.close()).rejects.toThrow(/header x-tenant/)
  })
  const at = (time: string) => chatRequest({ prompt: `It is ${time}`, body: { id: time } })
  test.each<[string, RecorderOptions['match']]>([
    ['ignoreBody', { ignoreBody: ['/id', '/messages/*'] }],
    ['normalize', { normalize: (request) => ({ ...request, body: String(request.body).replaceAll(/\d\d:\d\d/g, '') }) }],
    ['custom', { custom: (live, recorded) => live.url === recorded.url }],
  ])('%s', async (_, match) => {
    const recorder = await open(storeWith(interactionOf({ request: at('10:30'), body: 'found' })), {
      mode: 'replay',
      ...(match && { match }),
    })
    expect([ask(recorder, at('11:45')), ask(recorder, at('11:45'))]).toEqual(['found', 'miss'])
    await expect(recorder.close()).rejects.toMatchObject({ code: 'miss' })
  })

  test('the same text before the same meaning, each in file order', async () => {
    const spaced = { ...hi, body: JSON.stringify(JSON.parse(String(hi.body)), null, 1) }
    const recorder = await open(storeWith(interactionOf({ request: spaced, body: 'spaced' }), hiOne, hiTwo), { mode: 'replay' })
    expect([ask(recorder, hi), ask(recorder, hi), ask(recorder, hi), ask(recorder, hi)]).toEqual(['hi 1', 'hi 2', 'spaced', 'miss'])
    await recorder.close().catch(() => {})
  })
})

describe('an upgrade', () => {
  const upgrade = { method: 'GET', url: 'http://127.0.0.1/', headers: { Upgrade: 'websocket' } }
  test.each(['replay', 'once', 'new-episodes', 'rerecord', 'passthrough'] as const)('in %s', async (mode) => {
    const recorder = await open(storeWith(), { mode })
    expect(recorder.begin(upgrade).kind).toBe(mode === 'replay' ? 'miss' : 'pass')
    await recorder.close().catch(() => {})
  })
})

describe('close', () => {
  test('may be called again, and says the same', async () => {
    const recorder = await open(storeWith(), { mode: 'once' })
    ask(recorder, hi)
    expect(await recorder.close()).toBe(await recorder.close())
  })
  test('after discard saves nothing', async () => {
    const store = storeWith()
    const recorder = await open(store, { mode: 'once' })
    ask(recorder, hi)
    recorder.discard()
    expect((await recorder.close()).recorded).toBe(0)
    expect(await store.read(name)).toBeUndefined()
  })
  test('saves first, then rejects for a miss', async () => {
    const store = storeWith()
    const recorder = await open(store, { mode: 'once', hosts: ['api.openai.com'], others: 'miss' })
    ask(recorder, hi)
    expect(ask(recorder, { ...hi, url: 'https://example.com/' })).toBe('miss')
    await expect(recorder.close()).rejects.toThrow(/its host is not among `hosts`/)
    expect((await answers(store)).length).toBe(1)
  })
  test('that could not save may be called again, and nothing is lost', async () => {
    const store = storeWith()
    let full = true
    const write: CassetteStore['write'] = (...args) => (full ? Promise.reject(new Error('disk full')) : store.write(...args))
    // One without journals, as a user's own may be.
    const plain: CassetteStore = {
      describe: (each) => store.describe(each),
      read: (each) => store.read(each),
      list: (below) => store.list(below),
      write,
    }
    const recorder = await open(plain, { mode: 'once' })
    ask(recorder, hi)
    await expect(recorder.close()).rejects.toThrow('disk full')
    full = false
    expect((await recorder.close()).recorded).toBe(1)
    expect((await answers(store)).length).toBe(1)
  })
  test('refuses what comes later, in a way that no client retries', async () => {
    const recorder = await open(storeWith(hiOne), { mode: 'replay' })
    const before = recorder.begin(hi)
    await recorder.close()
    const after = recorder.begin(hi)
    if (before.kind !== 'body' || after.kind !== 'miss') throw new Error('not refused')
    for (const { kind, error, playback } of [before.decide(hi.body) as Miss, after]) {
      expect(kind).toBe('miss')
      expect(error).toMatchObject({ code: 'recorder-closed', message: /memory:a\.yaml is closed/ })
      expect(playback!.start()).toMatchObject({ status: 400 })
    }
  })
  test('names what had no answer yet', async () => {
    const clock = fakeClock({ autoAdvance: true })
    const recorder = await open(storeWith(), { mode: 'once', clock })
    recorder.begin(hi)
    expect((await recorder.close()).notStored).toMatchObject([{ method: 'POST', reason: /no answer yet when the recorder was closed/ }])
  })
  test('waits two seconds for what is on its way, and stores what has come by then', async () => {
    const store = storeWith()
    const clock = fakeClock()
    const recorder = await open(store, { mode: 'once', clock })
    const [answered, silent] = [recorder.begin(hi), recorder.begin(bye)]
    if (answered.kind !== 'record' || silent.kind !== 'record') throw new Error('not recording')
    answered.capture.requestBody(hi.body)
    answered.capture.head({ status: 200, statusText: 'OK', headers: [] })
    answered.capture.chunk(new TextEncoder().encode('half'))
    const closing = recorder.close()
    await clock.advance(2000)
    expect((await closing).recorded).toBe(1)
    answered.capture.chunk(new TextEncoder().encode('too late'))
    answered.capture.end()
    const [interaction] = (await parseCassette((await store.read(name))!)).interactions
    expect(interaction!.response).toMatchObject({ end: 'cancelled', chunks: [new TextEncoder().encode('half')] })
  })
})

describe('bad options are refused with what is allowed', () => {
  test.each<[string, object, RegExp]>([
    ['an unknown option', { mod: 'once' }, /"mod" is no option of openRecorder\. There are: mode, match,/],
    ['an unknown mode', { mode: 'onse' }, /mode is "onse", which is no mode\. It is one of: replay, once,/],
    ['an unknown pace', { pace: 'slow' }, /pace is "slow"\. It is 'instant', 'recorded' or/],
    ['a speed of nothing', { pace: { speed: 0 } }, /pace is {"speed":0}/],
    ['others', { others: 'block' }, /others is "block"\. It is 'pass' or 'miss'\./],
    ['onMiss', { onMiss: 'explode' }, /onMiss is "explode"/],
    ['a pointer', { match: { ignoreBody: ['id'] } }, /match\.ignoreBody holds "id"\. It takes a list of JSON Pointers such as/],
    [
      'an option of match',
      { match: { ignorebody: ['/id'] } },
      /"ignorebody" is no option of match\. There are: origin, headers, ignoreBody/,
    ],
    ['an option of redact', { redact: { keepheaders: ['x'] } }, /"keepheaders" is no option of redact/],
    ['one header instead of a list', { match: { headers: 'x-tenant' } }, /match\.headers is "x-tenant"\. It takes a list/],
    ['a secret header to match', { match: { headers: ['Authorization'] } }, /authorization, whose value is a secret/],
    [
      'a URL for a host',
      { hosts: ['https://api.openai.com'] },
      /hosts holds "https:\/\/api\.openai\.com"\. It takes a list of hosts such as/,
    ],
    ['a host with a path', { hosts: ['api.openai.com/v1'] }, /hosts holds/],
    ['one host instead of a list', { hosts: 'api.openai.com' }, /hosts is "api\.openai\.com"/],
  ])('%s', async (_, options, message) => {
    await expect(open(storeWith(), options)).rejects.toThrow(message)
    await expect(open(storeWith(), options)).rejects.toMatchObject({ code: 'invalid-option' })
  })
  test('an empty location, and a path where there are no files', async () => {
    const openAnywhere = createOpenRecorder({ environment: () => ({}) })
    await expect(openAnywhere('', {})).rejects.toThrow(/location is empty/)
    await expect(openAnywhere(undefined as unknown as string, {})).rejects.toThrow(/location is undefined\. openRecorder takes a path/)
    await expect(openAnywhere('a.yaml', {})).rejects.toThrow(/needs `store`, since this runtime has no files/)
  })
  test('a file in flow style, before anything is recorded in vain; it can be replayed', async () => {
    const empty = memoryStore({ [name]: '{"version": 2, "interactions": []}' })
    await expect(open(empty, { mode: 'new-episodes' })).rejects.toThrow(/Cannot add to/)
    const flow = `version: 2\ninteractions: [{request: {url: '${hi.url}', method: POST, body: '${String(hi.body)}'}, response: {code: 200, body: hi}}]\n`
    const store = memoryStore({ [name]: flow })
    await expect(open(store, { mode: 'new-episodes' })).rejects.toThrow(/Cannot add to .*memory:a\.yaml.*flow style/)
    const recorder = await open(store, { mode: 'replay' })
    expect(ask(recorder, hi)).toBe('hi')
    await recorder.close()
  })
  test('a format that is only read, before anything is recorded in vain', async () => {
    const { stringify: _, ...readOnly } = goVcr
    await expect(open(storeWith(), { mode: 'once', format: readOnly })).rejects.toThrow(/go-vcr is only read, so mode once cannot record/)
    const recorder = await open(storeWith(hiOne), { mode: 'once', format: readOnly })
    expect(ask(recorder, hi)).toBe('hi 1')
    await recorder.close()
  })
})
