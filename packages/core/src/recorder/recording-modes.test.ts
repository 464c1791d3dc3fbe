import { describe, expect, test } from 'vitest'
import { answers, ask, bye, byeOne, hi, hiOne, hiTwo, name, open, storeWith } from './test-data.ts'

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
