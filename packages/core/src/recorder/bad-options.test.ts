import { describe, expect, test } from 'vitest'
import { goVcr } from '../formats/go-vcr/index.ts'
import { memoryStore } from '../stores/memory.ts'
import { createOpenRecorder } from './open.ts'
import { ask, hi, hiOne, name, open, storeWith } from './test-data.ts'

describe('bad options are refused with what is allowed', () => {
  test.each<[string, object, RegExp]>([
    ['an unknown option', { mod: 'once' }, /"mod" is no option of openRecorder\. There are: mode, match,/],
    ['an unknown mode', { mode: 'onse' }, /mode is "onse", which is no mode\. It is one of: replay, once,/],
    ['an unknown pace', { pace: 'slow' }, /pace is "slow"\. It is 'instant', 'recorded' or/],
    ['a speed of nothing', { pace: { speed: 0 } }, /pace is {"speed":0}/],
    ['a function that is none', { match: { normalize: 5 } }, /match\.normalize is 5\. It takes a function/],
    [
      'a pattern that is a text',
      { redact: { patterns: [{ kind: 'x', pattern: 'x' }] } },
      /redact\.patterns holds .*It takes a list of objects such as/,
    ],
    ['nothing for a pattern', { redact: { patterns: [null] } }, /redact\.patterns holds null/],
    ['a number for a field', { redact: { fields: [5] } }, /redact\.fields holds 5/],
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
  test('no options at all, and null for them', async () => {
    const openAnywhere = createOpenRecorder({ environment: () => ({}) })
    await expect(openAnywhere('a.yaml', null as never)).rejects.toThrow(/openRecorder is null\. It is an object of: mode/)
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
