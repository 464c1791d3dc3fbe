import { chatRequest, interactionOf } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import type { HttpRequest } from '../model/interaction.ts'
import type { RecorderOptions } from './contract.ts'
import { ask, hi, hiOne, hiTwo, open, storeWith } from './test-data.ts'

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

describe('the advice of a miss', () => {
  const asks = async (url: string, prompt = 'Say hi') => {
    const recorder = await open(storeWith(hiOne), { mode: 'replay' })
    ask(recorder, { ...chatRequest({ prompt }), url })
    return recorder.close().catch((error: Error) => error.message)
  }
  const { pathname } = new URL(hi.url)

  test.each([
    ['another port', `http://127.0.0.1:8080${pathname}`],
    ['another scheme', hi.url.replace('https:', 'http:')],
  ])('%s, and nothing else: the option for it', async (_, url) => {
    expect(await asks(url)).toContain('If it is the same API at another address, open the recorder with match: { origin: false }; else')
  })
  test.each([
    ['another path', `http://127.0.0.1:8080/other${pathname}`, 'Say hi'],
    ['another prompt besides', `http://127.0.0.1:8080${pathname}`, 'Say bye'],
  ])('%s: nothing of it', async (_, url, prompt) => {
    expect(await asks(url, prompt)).toMatch(/If the request is new or meant to have changed, (?!.*origin)/)
  })
})
