import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyBytes } from '../../model/body.ts'
import type { RecordedRequest, RecordedResponse } from '../../model/interaction.ts'
import { requestTree, responseTree } from './to-tree.ts'
import { bodyLength } from './tree.ts'

const compact = { fullKeys: false }
const request: RecordedRequest = { method: 'GET', url: 'http://a.example/', headers: [], body: '' }
const response: RecordedResponse = { status: 200, statusText: 'OK', headers: [], chunks: [], boundaries: 'derived', end: 'complete' }

test('the length of a body is that of its bytes', () => {
  const body = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', 'é', '漢', 'a') }),
    fc.uint8Array(),
  )
  fc.assert(fc.property(body, (given) => bodyLength(given) === bodyBytes(given).byteLength))
})

test.each([
  ['https://api.example.com/v1', 'api.example.com'],
  ['https://api.example.com:443/v1', 'api.example.com:443'],
  ['http://Localhost:8080', 'Localhost:8080'],
  ['https://user:word@a.example?x=/@b', 'a.example'],
  ['http://[::1]:80/', '[::1]:80'],
  ['/only/a/path', ''],
])('the host of %s is %s', (url, host) => {
  expect(requestTree({ ...request, url }, compact).get('host')).toBe(host)
})

test.each([
  [undefined, ['HTTP/1.1', 1, 1]],
  ['HTTP/2.0', ['HTTP/2.0', 2, 0]],
  ['HTTP/2', ['HTTP/2', 2, 0]],
  ['h2', ['h2', 0, 0]],
])('the HTTP version %s', (httpVersion, want) => {
  const tree = requestTree({ ...request, ...(httpVersion === undefined ? {} : { httpVersion }) }, compact)
  expect(['proto', 'proto_major', 'proto_minor'].map((key) => tree.get(key))).toEqual(want)
})

test.each([
  ['text/event-stream', -1],
  ['application/x-ndjson; charset=utf-8', -1],
  ['application/json', 2],
])('the content length of %s is %i', (type, length) => {
  const tree = responseTree({ ...response, headers: [['content-type', type]], chunks: [Uint8Array.of(1), Uint8Array.of(2)] }, compact)
  expect(tree.get('content_length')).toBe(length)
})

test("values of one header stand together, in go-yaml's order of names", () => {
  const headers = [
    ['X-10', 'a'],
    ['X-2', 'b'],
    ['X-10', 'c'],
  ] as const
  expect([...(responseTree({ ...response, headers }, compact).get('headers') as Map<string, string[]>)]).toEqual([
    ['X-2', ['b']],
    ['X-10', ['a', 'c']],
  ])
})

test('what extra says of a field goes before what the model gives', () => {
  const tree = requestTree({ ...request, extra: { host: '', form: { a: ['1'] }, unknown: true } }, compact)
  expect([tree.get('host'), tree.get('form'), tree.get('unknown')]).toEqual(['', new Map([['a', ['1']]]), true])
})
