import { expect, test } from 'vitest'

import type { Cassette, Interaction } from '@respool/core'

import { utf8 } from '../bytes.ts'
import type { WritableFormat } from '../format-suite.ts'
import { deepFrozen, essence, interactionWith } from './interactions.ts'

const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index)
const sse = [['Content-Type', 'text/event-stream']] as const

const values: [what: string, interaction: Interaction][] = [
  ['a stream in chunks, with its delays', interactionWith()],
  [
    'chunks that end inside a line, and inside a character',
    interactionWith({}, { chunks: [utf8('data: Ol'), Uint8Array.of(0xc3), Uint8Array.of(0xa1, 10, 10)], delays: [1, 0, 0.5, 2, 0] }),
  ],
  ['empty chunks', interactionWith({}, { chunks: [utf8(''), utf8('data: 1\n\n'), utf8('')], delays: [0, 0, 0, 0, 0] })],
  ['chunks without delays', withoutDelays()],
  ['no chunks at all', interactionWith({}, { chunks: [], delays: [1, 2] })],
  ['derived boundaries', interactionWith({}, { boundaries: 'derived' })],
  ['a stream that the client left', interactionWith({}, { end: 'cancelled' })],
  ['a stream that broke', interactionWith({}, { end: 'failed' })],
  ['a stream that broke, and why', interactionWith({}, { end: 'failed', error: 'socket hang up: "reset"' })],
  ['derived boundaries of a stream that broke', interactionWith({}, { boundaries: 'derived', end: 'failed', error: 'reset' })],
  ['a redirected response', interactionWith({}, { url: 'https://api.example.org/other?a=b' })],
  ['binary, both ways', interactionWith({ body: everyByte }, { chunks: [everyByte.subarray(0, 130), everyByte.subarray(130)] })],
  [
    'bytes that are nearly text',
    interactionWith({ body: Uint8Array.of(0x61, 0xff) }, { chunks: [Uint8Array.of(0xc3), Uint8Array.of(0x28)] }),
  ],
  [
    'no bodies',
    interactionWith(
      { method: 'GET', body: '', headers: [] },
      { status: 204, statusText: 'No Content', headers: [], chunks: [], delays: [3, 0] },
    ),
  ],
  ['no reason phrase', interactionWith({}, { statusText: '' })],
  [
    'headers with several values',
    interactionWith(
      {
        headers: [
          ['X-A', '1'],
          ['X-A', '2, 3'],
          ['X-B', ''],
        ],
      },
      { headers: [...sse, ['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2; Path=/']] },
    ),
  ],
  [
    'header values that look like something else',
    interactionWith({
      headers: ['true', 'null', '0', '1e3', '~', '- a', 'a: b', '#c', ' d '].map((value, index) => [`X-${index}`, value]),
    }),
  ],
  ['every common method', interactionWith({ method: 'PATCH', url: 'http://127.0.0.1:8080/a%20b?c=d&e=%C3%A1#f' })],
  ...texts().map(([what, text]): [string, Interaction] => [what, interactionWith({ body: text }, { chunks: [utf8(text), utf8(text)] })]),
]

/** Texts at which formats made of text stumble. */
function texts(): [what: string, text: string][] {
  return [
    ['JSON of several lines', '{\n  "a": [1, 2],\n\t"b": "c"\n}\n'],
    ['CRLF', 'data: 1\r\n\r\ndata: 2\r\n\r\n'],
    ['a CR by itself', 'a\rb\r'],
    ['leading white space', '  a\n b\n'],
    ['leading tabs', '\ta\n\tb'],
    ['leading and trailing line feeds', '\n\na\n\n\n'],
    ['nothing but line feeds', '\n\n'],
    ['nothing but spaces', '   '],
    ['white space before line feeds', 'a \nb\t\n'],
    ['emoji', 'data: \u{1F327}\uFE0F\n\n'],
    ['U+2028, U+2029 and U+0085', 'a\u2028b\u2029\nc\u0085d'],
    ['a byte order mark', '\uFEFFa\n\uFEFFb'],
    ['control characters', '\u0000\u0001\b\u001B\u007F'],
    ['both quotes and a backslash', `it's "so" C:\\n`],
    ['a document mark', '---\n...\n--- a\n'],
    ['what a template would expand', '${a} %s {{b}} \\u0041'],
    ['a line of ten thousand characters', 'word '.repeat(2000)],
  ]
}

function withoutDelays(): Interaction {
  const { request, response } = interactionWith()
  const { delays: _, ...rest } = response
  return { request, response: rest }
}

export function formatValues(format: WritableFormat): void {
  const roundTrip = async (cassette: Cassette): Promise<Cassette> =>
    format.parse(format.stringify(deepFrozen(cassette)), { name: 'a.cassette' })

  test.each(values)('what is written is read: %s', async (_, interaction) => {
    const { interactions, warnings } = await roundTrip({ interactions: [interaction] })
    expect(interactions.map(essence)).toEqual([essence(interaction)])
    expect(warnings).toBeUndefined()
  })

  test('all of them in one file, in their order, each with a number of its own', async () => {
    const all = values.map(([, interaction]) => interaction)
    const { interactions } = await roundTrip({ interactions: all })
    expect(interactions.map(essence)).toEqual(all.map(essence))
    expect(new Set(interactions.map(({ id }) => id)).size).toBe(all.length)
  })

  test('a cassette without interactions', async () => {
    expect((await roundTrip({ interactions: [] })).interactions).toEqual([])
  })

  test('what the model has no word for is kept where it stood', async () => {
    const { request, response } = interactionWith()
    const extra = { x_note: 'by hand: yes', x_list: ['1', 'two'], x_map: { a: 'b' } }
    const read = await roundTrip({ interactions: [{ request: { ...request, extra }, response: { ...response, extra }, extra }], extra })
    const [interaction] = read.interactions
    for (const place of [read, interaction!, interaction!.request, interaction!.response]) expect(place.extra).toMatchObject(extra)
  })

  test('equal cassettes are equal bytes', () => {
    const cassette = (): Cassette => ({ interactions: values.map(([, interaction]) => structuredClone(interaction)) })
    expect(Buffer.compare(format.stringify(cassette()), format.stringify(cassette()))).toBe(0)
  })
}
