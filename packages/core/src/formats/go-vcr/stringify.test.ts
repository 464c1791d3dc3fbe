import { expect, test } from 'vitest'
import type { Cassette } from '../../model/cassette.ts'
import { isRespoolError } from '../../model/errors.ts'
import type { Interaction } from '../../model/interaction.ts'
import { goVcr, parseGoVcr, stringifyGoVcr } from './index.ts'
import { fixture } from './test-data.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
const parse = (text: string | Uint8Array) => parseGoVcr(typeof text === 'string' ? encode(text) : text, { name: 'hi.yaml' })
const added = (cassette: Cassette, ...interactions: Interaction[]): Cassette => ({
  ...cassette,
  interactions: [...cassette.interactions, ...interactions],
})

const hello: Interaction = {
  request: { method: 'POST', url: 'https://a.example:8443/b?c=1', headers: [['Accept', '*/*']], body: 'ö', httpVersion: 'HTTP/1.1' },
  response: {
    status: 200,
    statusText: 'OK',
    headers: [['Content-Type', 'text/event-stream']],
    httpVersion: 'HTTP/2.0',
    chunks: [encode('data: 1\n\n'), encode('data: 2\n\n')],
    boundaries: 'recorded',
    delays: [626.391292, 0, 15.04, 0],
    end: 'failed',
    error: 'socket hang up',
    recordedAt: '2026-11-21T09:30:00.000Z',
    url: 'https://b.example/',
  },
}

const helloText = `- id: 0
  request:
    proto: HTTP/1.1
    proto_major: 1
    proto_minor: 1
    content_length: 2
    host: a.example:8443
    body: ö
    form:
      c:
      - "1"
    headers:
      Accept:
      - '*/*'
    url: https://a.example:8443/b?c=1
    method: POST
  response:
    proto: HTTP/2.0
    proto_major: 2
    proto_minor: 0
    content_length: -1
    body: |+
      data: 1

      data: 2

    headers:
      Content-Type:
      - text/event-stream
    status: 200 OK
    code: 200
    duration: 626.4ms
    respool_chunks: 9*2
    respool_delays: 626.4 0 15 0
    respool_end: 'failed: socket hang up'
    respool_recorded_at: "2026-11-21T09:30:00.000Z"
    respool_url: https://b.example/
`

test('a new file is in the compact layout', () => {
  expect(decode(goVcr.stringify!({ interactions: [hello] }))).toBe(`---\nversion: 2\ninteractions:\n${helloText}`)
})

test('an empty new file says so', () => {
  expect(decode(stringifyGoVcr({ interactions: [] }))).toBe('---\nversion: 2\ninteractions: []\n')
})

test('chunks that were not recorded leave no key of ours, but a broken end stays broken', () => {
  const derived = { ...hello.response, boundaries: 'derived' as const }
  const written = (response: Interaction['response']) =>
    decode(stringifyGoVcr({ interactions: [{ ...hello, response }] })).match(/respool_\w+/g)
  expect(written({ ...derived, end: 'complete' })).toBeNull()
  expect(written(derived)).toEqual(['respool_end'])
})

test.each(['poem-stream.yaml', 'stock-layout.yaml', 'edited-by-hand.yaml', 'flow-style.json'])(
  'saved unchanged, %s is the file it was',
  async (name) => {
    expect(decode(stringifyGoVcr(await parse(fixture(name))))).toBe(decode(fixture(name)))
  },
)

test.each(['poem-stream.yaml', 'stock-layout.yaml', 'edited-by-hand.yaml'])('adding to %s changes no earlier byte', async (name) => {
  const cassette = await parse(fixture(name))
  const frameTail = cassette.frame!.tail
  const saved = decode(stringifyGoVcr(added(cassette, hello)))
  const before = decode(fixture(name))
  expect(saved.startsWith(before.slice(0, before.length - frameTail.length))).toBe(true)
  expect(saved.endsWith(frameTail)).toBe(true)
  const again = await parse(saved)
  expect(again.interactions.length).toBe(cassette.interactions.length + 1)
  expect(again.interactions.at(-1)!.response.chunks).toEqual(hello.response.chunks)
})

test('adding to a file of indent 4 keeps its columns', async () => {
  const saved = decode(stringifyGoVcr(added(await parse(fixture('stock-layout.yaml')), hello)))
  const text = saved.slice(saved.indexOf('    - id: 1'))
  expect(text.split('\n').slice(0, 15)).toEqual([
    '    - id: 1',
    '      request:',
    '        proto: HTTP/1.1',
    '        proto_major: 1',
    '        proto_minor: 1',
    '        content_length: 2',
    '        host: a.example:8443',
    '        body: ö',
    '        form:',
    '            c:',
    '                - "1"',
    '        headers:',
    '            Accept:',
    "                - '*/*'",
    '        url: https://a.example:8443/b?c=1',
  ])
  expect(text).toContain('        body: |+\n            data: 1\n\n            data: 2\n\n        headers:')
})

test('a file that writes out its empty keys gets them in what is added', async () => {
  const full = decode(fixture('stock-layout.yaml')).replace(
    '        host:',
    '        transfer_encoding: []\n        trailer: {}\n        host:',
  )
  const saved = decode(stringifyGoVcr(added(await parse(full), hello)))
  const text = saved.slice(saved.indexOf('    - id: 1'))
  expect(text).toContain(
    'content_length: 2\n        transfer_encoding: []\n        trailer: {}\n        host: a.example:8443\n        remote_addr: ""\n        request_uri: ""\n        body: ö\n        form:\n',
  )
  expect(decode(stringifyGoVcr(added(await parse(full), { ...hello, request: { ...hello.request, url: 'http://a/' } })))).toContain(
    '        body: ö\n        form: {}\n        headers:',
  )
  expect(text).toContain(
    'proto_minor: 0\n        transfer_encoding: []\n        trailer: {}\n        content_length: -1\n        uncompressed: false\n',
  )
})

test('taking one out and replacing one leaves the others as they were', async () => {
  const two = await parse(stringifyGoVcr({ interactions: [hello, hello, hello] }))
  const [first, , last] = two.interactions as [Interaction, Interaction, Interaction]
  const text = (id: number) => helloText.replace('id: 0', `id: ${id}`)
  expect(decode(stringifyGoVcr({ ...two, interactions: [first, last] }))).toBe(`---\nversion: 2\ninteractions:\n${text(0)}${text(2)}`)
  const replaced = stringifyGoVcr({ ...two, interactions: [first, hello, last] })
  expect(decode(replaced)).toBe(`---\nversion: 2\ninteractions:\n${text(0)}${text(3)}${text(2)}`)
  expect(decode(stringifyGoVcr({ ...two, interactions: [] }))).toBe('---\nversion: 2\ninteractions: []\n')
})

test.each([
  ['---\nversion: 2\ninteractions: []\n', '---\nversion: 2\ninteractions:\n'],
  ['version: 2\ninteractions: []', 'version: 2\ninteractions:\n'],
  ['version: 2\ninteractions:\n', 'version: 2\ninteractions:\n'],
])('adding to the empty file %j', async (empty, head) => {
  expect(decode(stringifyGoVcr(await parse(empty)))).toBe(empty)
  expect(decode(stringifyGoVcr(added(await parse(empty), hello)))).toBe(head + helloText)
})

test('a file without a line end at its end gets one when something is added', async () => {
  const text = `---\nversion: 2\ninteractions:\n${helloText}`.trimEnd()
  expect(decode(stringifyGoVcr(added(await parse(text), hello)))).toBe(`${text}\n${helloText.replace('id: 0', 'id: 1')}`)
})

test('a file with CRLF keeps it, and what is added has it too', async () => {
  const text = `---\nversion: 2\ninteractions:\n${helloText}`.replaceAll('\n', '\r\n')
  const cassette = await parse(text)
  expect(cassette.interactions[0]!.response.chunks).toEqual(hello.response.chunks)
  expect(decode(stringifyGoVcr(cassette))).toBe(text)
  expect(decode(stringifyGoVcr(added(cassette, hello)))).toBe(text + helloText.replace('id: 0', 'id: 1').replaceAll('\n', '\r\n'))
})

test('a file with a BOM keeps it', async () => {
  const text = `\ufeff---\nversion: 2\ninteractions:\n${helloText}`
  expect(decode(stringifyGoVcr(added(await parse(text), hello)))).toBe(text + helloText.replace('id: 0', 'id: 1'))
})

test.each([
  ['JSON', decode(fixture('flow-style.json'))],
  ['an empty list in flow style', '{version: 2, interactions: []}'],
])('nothing can be added to %s', async (_, text) => {
  const cassette = await parse(text)
  expect(() => stringifyGoVcr(added(cassette, hello))).toThrow(/Cannot add to or take from the cassette hi\.yaml.*Delete the file/)
  try {
    stringifyGoVcr(added(cassette, hello))
  } catch (error) {
    expect(isRespoolError(error, 'invalid-cassette')).toBe(true)
  }
})

test('interactions of a file with other columns are written anew', async () => {
  const stock = await parse(fixture('stock-layout.yaml'))
  const compact = await parse(fixture('poem-stream.yaml'))
  const both = await parse(stringifyGoVcr(added(compact, ...stock.interactions)))
  expect(both.interactions).toEqual([compact.interactions[0], { ...stock.interactions[0], id: 1 }])
})

test('a copied cassette has no old text, and is written anew', async () => {
  const copy = structuredClone(await parse(fixture('stock-layout.yaml')))
  const saved = decode(stringifyGoVcr(copy))
  expect(saved).toContain('\n- id: 0\n')
  expect((await parse(saved)).interactions).toEqual(copy.interactions)
})

test('what only the file knows is written again', () => {
  const extra = { note: 'x', count: 3, on: true, nothing: null, list: [1, ['a', { b: [] }]], map: { z: 'yes', a: {} } }
  const saved = stringifyGoVcr({ interactions: [{ ...hello, id: 7, extra }], extra: { owner: 'team: a' } })
  expect(decode(saved)).toMatch(/^---\nversion: 2\nowner: 'team: a'\ninteractions:\n- id: 7\n/)
  const again = parseGoVcr(saved, { name: 'x' }) as Cassette
  expect(again.extra).toEqual({ owner: 'team: a' })
  expect(again.interactions[0]!.extra).toEqual(extra)
})
