import { fakeClock } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { parseCassette } from '../formats/cassette.ts'
import type { CassetteStore } from '../model/store.ts'
import type { Miss } from './contract.ts'
import { answers, ask, bye, hi, hiOne, name, open, storeWith } from './test-data.ts'

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
  test.each([
    ['always', 1],
    ['clean', 0],
  ] as const)('settle, saving %s: resolves with the failure that close rejects with', async (save, stored) => {
    const store = storeWith()
    const recorder = await open(store, { mode: 'once', hosts: ['api.openai.com'], others: 'miss' })
    ask(recorder, hi)
    ask(recorder, { ...hi, url: 'https://example.com/' })
    const { summary, failure } = await recorder.settle({ save })
    expect(failure).toMatchObject({ code: 'miss' })
    expect(summary).toMatchObject({ recorded: stored, total: 0, misses: [{ code: 'miss' }] })
    expect((await store.read(name)) === undefined ? 0 : (await answers(store)).length).toBe(stored)
    await expect(recorder.close()).rejects.toBe(failure)
  })
  test('settle, saving what is clean, saves where all is well', async () => {
    const store = storeWith()
    const recorder = await open(store, { mode: 'once' })
    ask(recorder, hi)
    expect(await recorder.settle({ save: 'clean' })).toMatchObject({ failure: undefined, summary: { recorded: 1 } })
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
  test("rejects with the error of the user's own function, once what was recorded is saved; the answer came to its end all the same", async () => {
    const store = storeWith()
    const normalize = (): never => JSON.parse('no JSON') as never
    const recorder = await open(store, { mode: 'once', match: { normalize } })
    expect(ask(recorder, hi)).toBe('recorded')
    const want = { code: 'invalid-option', message: /match\.normalize threw at POST https:.*SyntaxError.*takes every request/ }
    await expect(recorder.close()).rejects.toMatchObject(want)
    await expect(recorder[Symbol.asyncDispose]()).resolves.toBeUndefined()
    expect((await answers(store)).length).toBe(1)
    await expect(open(store, { mode: 'replay', match: { normalize } })).rejects.toMatchObject(want)
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
