import { describe, expect, test } from 'vitest'
import { httpRequest, type HttpRequestInit } from '../model/interaction.ts'
import { bodyKey, targetKey } from './key.ts'
import type { MatchOptions } from './options.ts'
import { matchRules } from './rules.ts'

const url = 'https://api.example.com/v1/chat/completions'
const post = (init: Partial<HttpRequestInit>) => httpRequest({ method: 'POST', url, ...init })
const same = (a: Partial<HttpRequestInit>, b: Partial<HttpRequestInit>, options?: MatchOptions) => {
  const rules = matchRules(options)
  const [one, other] = [rules.normalize(post(a)), rules.normalize(post(b))]
  return targetKey(one, rules) === targetKey(other, rules) && bodyKey(one, rules) === bodyKey(other, rules)
}
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const multipart = (boundary: string) => ({
  headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  body: `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\nhi\r\n--${boundary}--\r\n`,
})

describe('two requests match', () => {
  test.each<[string, Partial<HttpRequestInit>, Partial<HttpRequestInit>, MatchOptions?]>([
    ['whatever their headers', { headers: { 'user-agent': 'a' } }, { headers: { 'user-agent': 'b', authorization: 'x' } }],
    ['with the same meaning in JSON', { body: '{"a":1.0,"b":2}' }, { body: '{ "b": 2, "a": 1 }' }],
    ['with JSON as text and as bytes', { body: '{"a":1}' }, { body: new TextEncoder().encode('{"a": 1}') }],
    ['with the fields of a form in another order', { headers: form, body: 'a=1&b=2+3' }, { headers: form, body: 'b=2%203&a=1' }],
    ['with another multipart boundary', multipart('xxx'), multipart('"yyy"'.slice(1, -1))],
    ['in lower and upper case of the method', { method: 'post' }, { method: 'POST' }],
    ['with another fragment', { url: `${url}#a` }, { url }],
    ['from another host, with origin: false', { url }, { url: 'http://127.0.0.1:8080/v1/chat/completions' }, { origin: false }],
    ['apart from what is ignored', { body: '{"a":1,"id":1}' }, { body: '{"id":2,"a":1}' }, { ignoreBody: ['/id'] }],
    [
      'once both are normalised',
      { body: 'at 10:30' },
      { body: 'at 11:45' },
      { normalize: (request) => ({ ...request, body: String(request.body).replace(/\d\d:\d\d/, '') }) },
    ],
  ])('%s', (_, one, other, options) => {
    expect(same(one, other, options)).toBe(true)
  })
})

describe('two requests do not match', () => {
  test.each<[string, Partial<HttpRequestInit>, Partial<HttpRequestInit>, MatchOptions?]>([
    ['with another method', { method: 'GET' }, { method: 'DELETE' }],
    ['with another path', { url: `${url}/1` }, { url: `${url}/2` }],
    ['with another query', { url: `${url}?a=1` }, { url: `${url}?a=2` }],
    ['with another host', { url }, { url: url.replace('api', 'eu') }],
    ['with another prompt of the same length', { body: '{"p":"aaaa"}' }, { body: '{"p":"bbbb"}' }],
    ['with another temperature', { body: '{"temperature":0.1}' }, { body: '{"temperature":0.2}' }],
    ['with and without a body', { body: '' }, { body: '{}' }],
    [
      'with a part that only lacks what the boundary was',
      multipart('xyz'),
      { ...multipart('abc'), body: multipart('abc').body.replace('hi', 'hiabc') },
    ],
    ['with bytes in a form that are no UTF-8', { headers: form, body: 'a=%FF' }, { headers: form, body: 'a=%FE' }],
    ['with text that looks like bytes', { body: 'bytes ÿþ' }, { body: new Uint8Array([0xff, 0xfe]) }],
    ['with other bytes', { body: new Uint8Array([0xff, 1]) }, { body: new Uint8Array([0xff, 2]) }],
    ['with the values of one form field in another order', { headers: form, body: 'a=1&a=2' }, { headers: form, body: 'a=2&a=1' }],
    [
      'with another header that was asked for',
      { headers: { 'X-Version': '1' } },
      { headers: { 'x-version': '2' } },
      { headers: ['X-Version'] },
    ],
    ['in what is not ignored', { body: '{"a":1,"id":1}' }, { body: '{"a":2,"id":1}' }, { ignoreBody: ['/id'] }],
  ])('%s', (_, one, other, options) => {
    expect(same(one, other, options)).toBe(false)
  })
})

test('JSON nested deeper than the stack is compared as text', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  expect(same({ body: deep }, { body: deep })).toBe(true)
  expect(same({ body: deep }, { body: ` ${deep}` })).toBe(false)
})

test.each<[string, MatchOptions, RegExp]>([
  ['a pointer that is none', { ignoreBody: ['id'] }, /"id".*JSON Pointer/],
  ['custom beside what it replaces', { custom: () => true, headers: ['x'] }, /custom decides alone/],
])('%s is refused', (_, options, message) => {
  expect(() => matchRules(options)).toThrow(message)
})
