import { expect, test } from 'vitest'
import { isRespoolError } from '../../model/errors.ts'
import { goVcr, parseGoVcr } from './index.ts'
import { fixture } from './test-data.ts'

const name = 'hi.yaml'
const parse = (text: string | Uint8Array) => parseGoVcr(typeof text === 'string' ? new TextEncoder().encode(text) : text, { name })
const decode = (chunks: readonly Uint8Array[]) => chunks.map((chunk) => new TextDecoder().decode(chunk))

/** A cassette of one interaction, in which a test replaces a line. */
function cassette(replace: string | RegExp = '', by = ''): string {
  const text = [
    '---',
    'version: 2',
    'interactions:',
    '- id: 0',
    '  request:',
    '    proto: HTTP/1.1',
    '    proto_major: 1',
    '    proto_minor: 1',
    '    content_length: 0',
    '    host: a.example',
    '    headers:',
    '      Accept:',
    '      - text/plain',
    '    url: http://a.example/b',
    '    method: GET',
    '  response:',
    '    proto: HTTP/1.1',
    '    proto_major: 1',
    '    proto_minor: 1',
    '    content_length: 5',
    '    body: hello',
    '    headers:',
    '      Content-Type:',
    '      - text/plain',
    '    status: 200 OK',
    '    code: 200',
    '    duration: 1.5ms',
    '',
  ].join('\n')
  return text.replace(replace, by)
}

test('a recorded stream has the chunks and delays that were recorded', async () => {
  const { interactions, warnings } = await parse(fixture('poem-stream.yaml'))
  const [{ request, response }] = interactions as [(typeof interactions)[0]]
  expect(request).toEqual({
    method: 'POST',
    url: 'https://api.example.com/v1/chat/completions',
    headers: [
      ['Accept', 'text/event-stream'],
      ['Content-Type', 'application/json'],
    ],
    body: `{"model":"toy-1","messages":[{"role":"user","content":"It's raining"}],"stream":true}`,
    httpVersion: 'HTTP/1.1',
  })
  const { chunks, ...rest } = response
  expect(decode(chunks)).toEqual(['event: open\ndata: {"', 'delta":"Pitter"}\n\nda', 'ta: {"delta":" patter"}\n\ndata: [DONE]\n\n'])
  expect(rest).toEqual({
    status: 200,
    statusText: 'OK',
    headers: [['Content-Type', 'text/event-stream; charset=utf-8']],
    httpVersion: 'HTTP/2.0',
    boundaries: 'recorded',
    delays: [120.5, 0, 0, 33.3, 0],
    end: 'complete',
    recordedAt: '2026-11-21T09:30:00.000Z',
  })
  expect(warnings).toBeUndefined()
})

test("what only go-vcr knows is kept under go-vcr's names", async () => {
  const { interactions } = await parse(fixture('stock-layout.yaml'))
  const [{ request, response }] = interactions as [(typeof interactions)[0]]
  // The form is what Go makes of the URL.
  expect(request.extra).toBeUndefined()
  expect(response.extra).toEqual({ transfer_encoding: ['chunked'], content_length: -1, uncompressed: true, headers: { 'X-Empty': [] } })
  expect(response.boundaries).toBe('derived')
  // The duration is the delay before the head, and nothing is known of the others.
  expect(response.delays).toEqual([78006.99275, 0, 0])
})

test('what a person edited is read with js-yaml: comments, flow style, folded text, missing fields', async () => {
  const parsed = parse(fixture('edited-by-hand.yaml'))
  expect(parsed).toBeInstanceOf(Promise)
  const { interactions, extra } = await parsed
  expect(interactions.map(({ id, response }) => [id, response.status, ...decode(response.chunks)])).toEqual([
    [undefined, 503, 'try again'],
    [undefined, 200, 'pong'],
  ])
  expect(interactions[0]!.request.headers).toEqual([['Accept', '*/*']])
  expect(extra).toEqual({ note: 'kept for issue 12' })
})

test('JSON is YAML', async () => {
  const { interactions } = await parse(fixture('flow-style.json'))
  expect(decode(interactions[0]!.response.chunks)).toEqual(['hi é'])
  expect(interactions[0]!.request.url).toBe('http://localhost/a')
})

test('where the chunks were not recorded they follow the content type', async () => {
  const body = (type: string) =>
    cassette('text/plain\n    status', `${type}\n    status`).replace('body: hello', 'body: |+\n      a\n\n      b\n')
  const types: [type: string, want: string[]][] = [
    ['text/event-stream', ['a\n\n', 'b\n\n']],
    ['Text/Event-Stream; charset=utf-8', ['a\n\n', 'b\n\n']],
    ['application/x-ndjson', ['a\n', '\n', 'b\n', '\n']],
    ['application/jsonl', ['a\n', '\n', 'b\n', '\n']],
    ['application/json', ['a\n\nb\n\n']],
    ['application/json-seq', ['a\n\nb\n\n']],
  ]
  for (const [type, want] of types) expect(decode((await parse(body(type))).interactions[0]!.response.chunks), type).toEqual(want)
  const empty = await parse(cassette('body: hello', 'body: ""'))
  expect(empty.interactions[0]!.response.chunks).toEqual([])
})

const withKeys = (...lines: string[]) => cassette('1.5ms\n', `1.5ms\n${lines.map((line) => `    ${line}\n`).join('')}`)

test.each<[why: string, lines: string[], want: object, warning: RegExp | undefined]>([
  ['lengths that add up', ['respool_chunks: 2 3'], { chunks: ['he', 'llo'], boundaries: 'recorded' }, undefined],
  ['chunks of no bytes', ['respool_chunks: 0 5 0*2'], { chunks: ['', 'hello', '', ''] }, undefined],
  ['one chunk, a number to YAML', ['respool_chunks: 5'], { chunks: ['hello'], boundaries: 'recorded' }, undefined],
  [
    'an edited body',
    ['respool_chunks: 2 2'],
    { chunks: ['hello'], boundaries: 'derived' },
    /line 28.*interaction 0.*respool_chunks.*4 bytes.*has 5/,
  ],
  ['lengths that are none', ['respool_chunks: two'], { chunks: ['hello'], boundaries: 'derived' }, /no chunk lengths/],
  ['lengths that are a list', ['respool_chunks: []'], { boundaries: 'derived' }, /no single line/],
  ['delays', ['respool_chunks: "5"', 'respool_delays: 1.5 0.1 0'], { delays: [1.5, 0.1, 0] }, undefined],
  [
    'too few delays',
    ['respool_chunks: "5"', 'respool_delays: 1.5'],
    { boundaries: 'recorded', delays: undefined },
    /line 29.*not 3 delays/,
  ],
  ['a cancelled stream', ['respool_chunks: "5"', 'respool_end: cancelled'], { end: 'cancelled' }, undefined],
  [
    'a broken stream',
    ['respool_chunks: "5"', "respool_end: 'failed: socket hang up'"],
    { end: 'failed', error: 'socket hang up' },
    undefined,
  ],
  [
    'a broken stream whose body was edited',
    ['respool_chunks: "9"', 'respool_end: failed'],
    { end: 'failed', boundaries: 'derived' },
    /9 bytes/,
  ],
  ['another end', ['respool_end: exploded'], { end: 'complete' }, /exploded/],
  ['a time', ['respool_recorded_at: "2026-11-21T09:30:00Z"'], { recordedAt: '2026-11-21T09:30:00Z' }, undefined],
  ['no time', ['respool_recorded_at: yesterday'], { recordedAt: undefined }, /yesterday/],
  ['where a redirect led', ['respool_url: http://b.example/'], { url: 'http://b.example/' }, undefined],
])('our own keys: %s', async (_, lines, want, warning) => {
  const { interactions, warnings = [] } = await parse(withKeys(...lines))
  const { response } = interactions[0]!
  const found = { ...response, chunks: decode(response.chunks) }
  for (const [key, value] of Object.entries(want)) expect(found[key as keyof typeof found], key).toEqual(value)
  // The duration can be said with the delays alone; without them it is go-vcr's own.
  expect(response.extra).toEqual(response.delays === undefined ? { duration: '1.5ms' } : undefined)
  if (warning === undefined) expect(warnings).toEqual([])
  else expect(warnings.join()).toMatch(warning)
})

test.each<[why: string, text: string | Uint8Array, message: RegExp, details: object]>([
  ['nothing', '', /it is empty/, {}],
  ['not UTF-8', Uint8Array.of(0x61, 0x0a, 0xff, 0x0a), /line 2: it is not UTF-8/, { line: 2 }],
  ['no YAML', cassette('body: hello', 'body: "hello'), /no YAML/, {}],
  ['no YAML, with its line', cassette('    body: hello', '\t body: hello'), /line 21/, { line: 21 }],
  ['no cassette', 'hello', /no map/, {}],
  ['another YAML file', 'name: CI\n', /it has no version/, { line: 1 }],
  ['a version to come', cassette('version: 2', 'version: 3'), /its version is 3.*reads versions 1 and 2.*newer go-vcr/, { line: 2 }],
  ['cut off behind the version', '---\nversion: 2\n', /no interactions.*cut off/, {}],
  ['cut off in a request', cassette(/ {4}method[^]*/), /interaction 0, request: there is no `method`.*cut off/, { interaction: 0 }],
  ['cut off in a response', cassette(/ {4}code[^]*/), /line 16, interaction 0, response: there is no `code`.*cut off/, { line: 16 }],
  ['cut off in a code', cassette(/0\n {4}duration[^]*/), /line 26, interaction 0, response\.code: 20 is another.*cut off/, { line: 26 }],
  ['a code that is no status', cassette('200 OK\n    code: 200', 'OK\n    code: 20'), /line 26.*20 is no HTTP status/, { line: 26 }],
  ['a status of another code', cassette('200 OK', '404 Not Found'), /200 is another than that of the status "404/, { expected: '404' }],
  ['cut off in a quoted text', cassette(/hello[^]*/, '"hel'), /cut off/, {}],
  [
    'a list for a body',
    cassette('body: hello', 'body:\n    - hello'),
    /line 21, interaction 0, response\.body: a list stands where text belongs/,
    { line: 21, interaction: 0, expected: 'text' },
  ],
  ['text for a number', cassette('code: 200', 'code: OK'), /line 26.*response\.code: "OK" stands where a whole number/, { line: 26 }],
  [
    'a header that is no list',
    cassette('Accept:\n      - text/plain', 'Accept: text/plain'),
    /line 12.*request\.headers\.Accept.*a list of texts/,
    { line: 12 },
  ],
  ['a key twice', cassette('    code: 200', '    code: 200\n    code: 201'), /line 27, interaction 0: a key stands twice/, { line: 27 }],
  ['an interaction that is none', cassette(/- id[^]*/, '- hello\n'), /interaction 0/, { interaction: 0 }],
  ['interactions that are no list', 'version: 2\ninteractions: none\n', /no list/, { line: 2 }],
  ['two documents', `${cassette()}---\n${cassette()}`, /single document/, {}],
  [
    'U+2028 in a file edited by hand',
    cassette('body: hello', 'body: "a\u2028b" # odd'),
    /line 21: it holds the character U\+2028/,
    { line: 21 },
  ],
  [
    'aliases without end',
    'version: 2\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n',
    /aliases/,
    {},
  ],
])('refused: %s', async (_, text, message, details) => {
  const error: unknown = await Promise.resolve()
    .then(() => parse(text))
    .catch((thrown: unknown) => thrown)
  expect(isRespoolError(error, 'invalid-cassette')).toBe(true)
  if (!isRespoolError(error, 'invalid-cassette')) return
  expect(error.message).toMatch(message)
  expect(error.message).toContain('hi.yaml')
  expect(error.details).toMatchObject({ cassette: 'hi.yaml', ...details })
})

test.each<[why: string, text: string, warning: RegExp, delay: number | undefined]>([
  [
    'a number',
    cassette('1.5ms', '1500000'),
    /line 27, interaction 0, response\.duration: 1500000 is read as nanoseconds.*write 1\.5ms/,
    1.5,
  ],
  ['an empty text', cassette('1.5ms', '""'), /no duration/, undefined],
])('a duration that Go refuses is a warning: %s', async (_, text, warning, delay) => {
  const { interactions, warnings } = await parse(text)
  expect(warnings).toEqual([expect.stringMatching(warning)])
  expect(interactions[0]!.response.delays?.[0]).toBe(delay)
})

test.each<[why: string, text: string, warnings: unknown]>([
  ['in front of the last key', cassette(/ {4}duration[^]*/), [expect.stringMatching(/line 16, interaction 0.*no `duration`.*cut off/)]],
  ['in an earlier interaction', `${cassette(/ {4}duration[^]*/)}${/- id[^]*/.exec(cassette())![0]}`, undefined],
])('a last interaction without its duration may be cut off: %s', async (_, text, warnings) => {
  expect((await parse(text)).warnings).toEqual(warnings)
})

test('text as Go takes it: any scalar is text, null is empty', async () => {
  const { interactions } = await parse(
    cassette('- text/plain', '- 183').replace('body: hello', 'body: null').replace('host: a.example', 'host: true'),
  )
  expect(interactions[0]!.request.headers).toEqual([['Accept', '183']])
  expect(interactions[0]!.response.chunks).toEqual([])
  expect(interactions[0]!.request.extra).toEqual({ host: 'true' })
})

test.each<[status: string, text: string, extra: object | undefined]>([
  ['200 OK', 'OK', undefined],
  ['"200"', '', undefined],
  ['"200 "', '', { status: '200 ' }],
  ['Fine', 'Fine', { status: 'Fine' }],
  ['200OK', '200OK', { status: '200OK' }],
])('the status %s has the reason %j', async (status, text, extra) => {
  const { response } = (await parse(cassette('200 OK', status))).interactions[0]!
  expect([response.status, response.statusText, response.extra]).toEqual([200, text, extra])
})

test('`__proto__` is a key like any other', async () => {
  const text = cassette('Accept:', '__proto__:').replace('duration', '__proto__: x\n    duration')
  const { request, response } = (await parse(text)).interactions[0]!
  expect(request.headers).toEqual([['__proto__', 'text/plain']])
  expect(Object.entries(response.extra!)).toContainEqual(['__proto__', 'x'])
})

test.each<[why: string, text: string, want: boolean]>([
  ['a cassette', cassette(), true],
  ['of schema 1', 'version: 1\ninteractions: []\n', true],
  ['JSON', '{"version": 2, "interactions": []}', true],
  ['with a comment first', '# hi\nversion: 2\ninteractions: []\n', true],
  ["Python's VCR", 'interactions:\n- request:\n    uri: http://a\nversion: 1\n', false],
  ['other YAML', 'version: 2\njobs: []\n', false],
  ['nothing', '', false],
])('detection: %s', (_, text, want) => {
  expect(goVcr.detect({ name, bytes: new TextEncoder().encode(text) })).toBe(want)
})
