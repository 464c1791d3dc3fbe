import { chatRequest } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { parseCassette } from '../formats/cassette.ts'
import { ask, bye, byeOne, hi, hiOne, name, open, storeWith } from './test-data.ts'

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

describe('an upgrade', () => {
  const upgrade = { method: 'GET', url: 'http://127.0.0.1/', headers: { Upgrade: 'websocket' } }
  test.each(['replay', 'once', 'new-episodes', 'rerecord', 'passthrough'] as const)('in %s', async (mode) => {
    const recorder = await open(storeWith(), { mode })
    expect(recorder.begin(upgrade).kind).toBe(mode === 'replay' ? 'miss' : 'pass')
    await recorder.close().catch(() => {})
  })
})
