import { chatRequest, interactionOf } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { parseCassette } from '../formats/cassette.ts'
import { ask, hi, hiOne, key, name, open, storeWith } from './test-data.ts'

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
    const recorder = await open(storeWith(interactionOf({ request: chatRequest({ prompt: 'x'.repeat(300) }), body: 'x' })), {
      mode: 'replay',
    })
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
