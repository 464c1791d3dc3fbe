import { chatRequest, interactionOf } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { stringifyGoVcr } from '../formats/go-vcr/index.ts'
import { parseCassette } from '../formats/cassette.ts'
import { isRespoolError } from '../model/errors.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Recorder } from './contract.ts'
import { modes, type Environment, type Mode } from './mode.ts'
import { createOpenRecorder } from './open.ts'

const asked = chatRequest({ prompt: 'Say hi' })
const other = chatRequest({ prompt: 'Say bye' })
const file = (request: typeof asked) =>
  stringifyGoVcr({ interactions: [interactionOf({ request, body: '{"recorded":true}' })] }, { safe: true })

const files = { absent: undefined, present: file(asked), 'present without the request': file(other) }
type File = keyof typeof files
type Outcome = 'recorded' | 'replayed' | 'miss' | 'passed'

// What becomes of one request, and how many interactions the cassette holds afterwards.
const wants: { [mode in Mode]: { [file in File]: [Outcome, number] } } = {
  replay: { absent: ['miss', 0], present: ['replayed', 1], 'present without the request': ['miss', 1] },
  once: { absent: ['recorded', 1], present: ['replayed', 1], 'present without the request': ['miss', 1] },
  'new-episodes': { absent: ['recorded', 1], present: ['replayed', 1], 'present without the request': ['recorded', 2] },
  rerecord: { absent: ['recorded', 1], present: ['recorded', 1], 'present without the request': ['recorded', 2] },
  passthrough: { absent: ['passed', 0], present: ['passed', 1], 'present without the request': ['passed', 1] },
}

function openIn(store: ReturnType<typeof memoryStore>, environment: Environment, mode?: Mode): Promise<Recorder> {
  return createOpenRecorder({ environment: () => environment })('hi.yaml', { store, ...(mode && { mode }) })
}

/** Asks one request as an adapter would, answers it where it is let through, and closes. */
async function ask(recorder: Recorder): Promise<Outcome> {
  const verdict = recorder.begin(asked)
  const decision = verdict.kind === 'body' ? verdict.decide(asked.body) : verdict
  if (decision.kind === 'record') {
    if (verdict.kind === 'record') decision.capture.requestBody(asked.body)
    decision.capture.head({ status: 200, statusText: 'OK', headers: { 'content-type': 'application/json' } })
    decision.capture.chunk(new TextEncoder().encode('{"recorded":"anew"}'))
    decision.capture.end()
  }
  const failure = await recorder.close().then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(isRespoolError(failure, 'miss')).toBe(decision.kind === 'miss')
  return ({ record: 'recorded', replay: 'replayed', miss: 'miss', pass: 'passed' } as const)[decision.kind]
}

async function run(at: File, environment: Environment, mode?: Mode): Promise<[Outcome, number]> {
  const bytes = files[at]
  const store = memoryStore(bytes ? { 'hi.yaml': bytes } : {})
  const outcome = await ask(await openIn(store, environment, mode))
  const after = await store.read('hi.yaml')
  return [outcome, after ? (await parseCassette(after)).interactions.length : 0]
}

const cases = (Object.keys(files) as File[]).flatMap((at) => [{}, { CI: 'true' }].map((ci) => [at, ci] as const))

describe.each(modes)('mode %s', (mode) => {
  test.each(cases)('given in the code: file %s, environment %j', async (at, ci) => {
    expect(await run(at, ci, mode)).toEqual(wants[mode][at])
  })
  test.each(cases)('given by RESPOOL_MODE: file %s, environment %j', async (at, ci) => {
    expect(await run(at, { ...ci, RESPOOL_MODE: mode })).toEqual(wants[mode][at])
  })
  test.each(modes)('given in the code, wins over RESPOOL_MODE=%s', async (variable) => {
    expect(await run('present without the request', { RESPOOL_MODE: variable }, mode)).toEqual(wants[mode]['present without the request'])
  })
  const misspelt = mode.slice(0, -1)
  test.each(cases)('misspelt in the code: file %s, environment %j', async (at, ci) => {
    await expect(run(at, ci, misspelt as Mode)).rejects.toThrow(`mode is "${misspelt}", which is no mode. It is one of: replay, once,`)
  })
  test.each(cases)('misspelt in RESPOOL_MODE: file %s, environment %j', async (at, ci) => {
    await expect(run(at, { ...ci, RESPOOL_MODE: misspelt })).rejects.toThrow(`RESPOOL_MODE is "${misspelt}", which is no mode.`)
  })
})

describe('no mode given', () => {
  test.each(cases)('file %s, environment %j', async (at, ci) => {
    expect(await run(at, ci)).toEqual(wants['CI' in ci ? 'replay' : 'once'][at])
  })
  test.each([
    ['CI', '1', 'replay'],
    ['CI', 'false', 'once'],
    ['CI', '0', 'once'],
    ['CI', '', 'once'],
    ['RESPOOL_MODE', '', 'once'],
  ])('%s=%j means %s', async (variable, value, want) => {
    const recorder = await openIn(memoryStore(), { [variable]: value })
    expect(recorder.mode).toBe(want)
    await recorder.close()
  })
})

// Who reads only the code would wonder why nothing was recorded.
test.each<[Environment, Mode | undefined, string]>([
  [{ CI: 'true' }, undefined, '(mode replay since CI is set)'],
  [{ CI: 'true', RESPOOL_MODE: 'replay' }, undefined, '(mode replay since RESPOOL_MODE says so)'],
  [{ CI: 'true', RESPOOL_MODE: 'once' }, 'replay', '(mode replay)'],
])('a miss says why that mode: environment %j, in the code %s', async (environment, mode, want) => {
  const recorder = await openIn(memoryStore(), environment, mode)
  const verdict = recorder.begin(asked)
  if (verdict.kind === 'body') verdict.decide(asked.body)
  await expect(recorder.close()).rejects.toThrow(`there is no cassette at memory:hi.yaml ${want}`)
})
