import { chatRequest, interactionOf, sseChunks } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { parseCassette } from '../formats/cassette.ts'
import { stringifyGoVcr } from '../formats/go-vcr/index.ts'
import type { HttpRequest, Interaction } from '../model/interaction.ts'
import type { CassetteStore } from '../model/store.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Recorder, RecorderOptions } from './contract.ts'
import type { Environment } from './mode.ts'
import { createOpenRecorder } from './open.ts'

const name = 'a.yaml'
// Put together here, so that no scanner of this repository takes it for a leaked key.
const key = `sk-proj-${'a1B2c3D4e5'.repeat(4)}`
const own = 'q7Zr-92xw.LmTk41'
const pieces = sseChunks(key.match(/.{1,6}/g)!.map((content) => ({ choices: [{ index: 0, delta: { content } }] })))

const storeWith = (...interactions: Interaction[]) =>
  memoryStore(interactions.length > 0 ? { [name]: stringifyGoVcr({ interactions }, { safe: true }) } : {})

const open = (store: CassetteStore, options: RecorderOptions = {}, environment: Environment = {}): Promise<Recorder> =>
  createOpenRecorder({ environment: () => environment })(name, { store, ...options })

function ask(recorder: Recorder, request: HttpRequest, chunks: readonly Uint8Array[] = []): string {
  const verdict = recorder.begin(request)
  const decision = verdict.kind === 'body' ? verdict.decide(request.body) : verdict
  if (decision.kind === 'replay') return new TextDecoder().decode(decision.playback.next() as Uint8Array)
  if (decision.kind !== 'record') return decision.kind
  decision.capture.requestBody(request.body)
  decision.capture.head({ status: 200, statusText: '', headers: { 'content-type': 'text/event-stream' } })
  for (const chunk of chunks) decision.capture.chunk(chunk)
  decision.capture.end()
  return 'recorded'
}

const saved = async (store: CassetteStore) => {
  const bytes = await store.read(name)
  return bytes ? (await parseCassette(bytes)).interactions : []
}

describe('an answer in which a secret comes in pieces', () => {
  const secret = chatRequest({ prompt: 'say it', url: `https://x.io/v1?key=${own}` })

  test('is not stored; all others are, and close says where it is, never what', async () => {
    const store = storeWith()
    const recorder = await open(store, { mode: 'once' })
    ask(recorder, chatRequest({ prompt: 'one' }))
    ask(recorder, secret, pieces)
    ask(recorder, chatRequest({ prompt: 'two' }))
    const error = (await recorder.close().catch((thrown: unknown) => thrown)) as Error & { details: object }
    expect(error).toMatchObject({
      code: 'secret-found',
      details: { cassette: expect.any(String), kind: 'openai', place: 'response body /choices/0/delta/content' },
    })
    expect(error.message).toMatch(
      /1 interaction was not stored[^]*POST https:\/\/x\.io\/v1\?key=respool-redacted-field-key: openai in the response body \/choices/,
    )
    expect(error.message + JSON.stringify(error.details)).not.toMatch(/a1B2|q7Zr/)
    expect((await saved(store)).length).toBe(2)
  })

  test('makes leaving an `await using` block fail too', async () => {
    const recorder = await open(storeWith(), { mode: 'once' })
    ask(recorder, secret, pieces)
    await expect(recorder[Symbol.asyncDispose]()).rejects.toMatchObject({ code: 'secret-found' })
  })

  test('is stored with redact: false, and forgotten by discard', async () => {
    const store = storeWith()
    const recorder = await open(store, { mode: 'once', redact: false })
    ask(recorder, secret, pieces)
    await recorder.close()
    expect((await saved(store)).length).toBe(1)
    const other = await open(storeWith(), { mode: 'once' })
    ask(other, secret, pieces)
    other.discard()
    expect((await other.close()).recorded).toBe(0)
  })
})

test('values of the environment are kept out, unless redact.environment is false', async () => {
  const variables = { MY_SERVICE_KEY: own }
  for (const environment of [true, false]) {
    const store = storeWith()
    const recorder = await open(store, { mode: 'once', redact: { environment } }, variables)
    ask(recorder, chatRequest({ prompt: `it is ${own}!` }))
    expect((await recorder.close()).redactions).toEqual(
      environment ? [{ kind: 'env-my-service-key', place: 'request body /messages/0/content', count: 1 }] : [],
    )
    expect(String((await saved(store))[0]!.request.body).includes(own)).toBe(!environment)
  }
})

test('own fields are secret; a misspelt option is an error', async () => {
  const store = storeWith()
  const recorder = await open(store, { mode: 'once', redact: { fields: ['badge_number'] } })
  ask(recorder, chatRequest({ body: { badgeNumber: 'B-17' } }))
  expect((await recorder.close()).redactions).toEqual([{ kind: 'field-badge-number', place: 'request body /badgeNumber', count: 1 }])
  await expect(open(store, { redact: { field: ['a'] } as RecorderOptions['redact'] & object })).rejects.toThrow(
    /"field" is no option of redact/,
  )
})

test('what old interactions hold is told when something is added, and left as it is', async () => {
  const old = interactionOf({ request: chatRequest({ prompt: `my key is ${key}` }), body: 'x' })
  const store = storeWith(old)
  const recorder = await open(store, { mode: 'new-episodes' })
  ask(recorder, chatRequest({ prompt: 'new' }))
  const { warnings } = await recorder.close()
  expect(warnings).toEqual([
    expect.stringMatching(/^interaction 0 holds what looks like a secret: openai in the request body \/messages\/0\/content\./),
  ])
  expect((await saved(store))[0]!.request.body).toBe(old.request.body)
})

describe('placeholders', () => {
  const asking = (secret: string, prompt: string) => chatRequest({ prompt: `my key is ${secret}, ${prompt}` })
  const recorded = (prompt: string, body = prompt, kind = 'openai') =>
    interactionOf({ request: asking(`respool-redacted-${kind}`, prompt), body })

  test.each([key, 'replay', own, 'respool-redacted-openai'])('are found by a reader with the key %#, each its own', async (secret) => {
    const prompts = Array.from({ length: 30 }, (_, index) => `question ${index}`)
    const recorder = await open(storeWith(...prompts.map((prompt) => recorded(prompt))), { mode: 'replay', strict: true })
    for (const prompt of prompts.toReversed()) expect(ask(recorder, asking(secret, prompt))).toBe(prompt)
    await recorder.close()
  })

  test('are played in file order, even where two writers named one secret differently', async () => {
    const store = storeWith(recorded('a', '1'), recorded('a', '2', 'env-my-key'), recorded('a', '3'))
    const recorder = await open(store, { mode: 'replay' })
    expect(['x', 'x', 'x', 'x'].map((secret) => ask(recorder, asking(secret, 'a')))).toEqual(['1', '2', '3', 'miss'])
    await recorder.close().catch(() => {})
  })

  test('are found where the word that stands for the key occurs elsewhere too', async () => {
    const recorder = await open(storeWith(recorded('replay it'), recorded('do not replay it')), { mode: 'replay' })
    expect(ask(recorder, asking('replay', 'do not replay it'))).toBe('do not replay it')
    expect(ask(recorder, asking('replay', 'replay it'))).toBe('replay it')
    await recorder.close()
  })

  test('never give a near answer', async () => {
    const recorder = await open(storeWith(recorded('a')), { mode: 'replay' })
    expect(ask(recorder, asking('x', 'b'))).toBe('miss')
    expect(ask(recorder, asking('two words', 'a'))).toBe('miss')
    expect(ask(recorder, asking('x', 'a'))).toBe('a')
    expect(ask(recorder, asking('x', 'c'))).toBe('miss')
    await recorder.close().catch(() => {})
  })

  test('may be played again with repeats, by readers with one key after the other', async () => {
    const recorder = await open(storeWith(recorded('a')), { mode: 'replay', repeats: true })
    expect(['x', 'y', 'x', 'z'].map((secret) => ask(recorder, asking(secret, 'a')))).toEqual(['a', 'a', 'a', 'a'])
    await recorder.close()
  })

  test('are no difference in the explanation of a miss', async () => {
    const recorder = await open(storeWith(recorded('a')), { mode: 'replay' })
    ask(recorder, { ...asking('x', 'a'), body: String(asking('x', 'a').body).replace('gpt-4o', 'gpt-5') })
    const error = (await recorder.close().catch((thrown: unknown) => thrown)) as Error
    expect(error.message).toContain('body /model')
    expect(error.message).not.toContain('body /messages')
  })
})
