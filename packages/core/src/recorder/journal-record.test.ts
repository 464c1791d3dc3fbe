import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interactionOf } from '@respool/testkit'
import { decodeUtf8, encodeUtf8, toBody } from '../model/body.ts'
import type { Interaction, PlainValue, RecordedRequest, RecordedResponse } from '../model/interaction.ts'
import { inOrder } from './combine.ts'
import { decodeRecord, encodeRecord, type JournalRecord } from './journal-record.ts'

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\n', '\r\n\u2028\0', '__proto__', '👋', '\ud800'))
const bytes = fc.uint8Array({ maxLength: 40 })
// JSON has no word for these numbers, and no cassette holds them.
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value))
const { plain } = fc.letrec<{ plain: PlainValue }>((tie) => ({
  plain: fc.oneof(
    { depthSize: 'small' },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('plain'), { maxLength: 3 }),
    fc.dictionary(text, tie('plain'), { maxKeys: 3 }),
  ),
}))
const extra = fc.dictionary(text, plain, { maxKeys: 3 })
const headers = fc.array(fc.tuple(text, text), { maxLength: 4 })
const request: fc.Arbitrary<RecordedRequest> = fc.record(
  { method: text, url: text, headers, body: fc.oneof(text, bytes).map(toBody), httpVersion: text, extra },
  { requiredKeys: ['method', 'url', 'headers', 'body'] },
)
const response: fc.Arbitrary<RecordedResponse> = fc.record(
  {
    status: fc.nat(999),
    statusText: text,
    headers,
    chunks: fc.array(bytes, { maxLength: 4 }),
    boundaries: fc.constantFrom('recorded', 'derived'),
    end: fc.constantFrom('complete', 'cancelled', 'failed'),
    delays: fc.array(number, { maxLength: 5 }),
    url: text,
    httpVersion: text,
    error: text,
    recordedAt: text,
    extra,
  },
  { requiredKeys: ['status', 'statusText', 'headers', 'chunks', 'boundaries', 'end'] },
)
const interaction: fc.Arbitrary<Interaction> = fc.record(
  { id: fc.nat(), request, response, extra },
  { requiredKeys: ['request', 'response'] },
)
const record: fc.Arbitrary<JournalRecord> = fc.record({ at: text, n: fc.nat(), replaces: fc.boolean(), interaction })

test('any interaction comes back from its line as it was', () => {
  fc.assert(
    fc.property(record, (given) => {
      const line = encodeRecord(given)
      expect(line.includes(0x0a)).toBe(false)
      expect(decodeRecord(line)).toEqual(given)
    }),
  )
})

const sample: JournalRecord = {
  at: '2026-11-21T12:00:00.000Z',
  n: 3,
  replaces: false,
  interaction: interactionOf({ chunks: ['data: Olá\n\n', new Uint8Array([0xff, 0x0a])], delays: [0, 1.5, 0, 2] }),
}

test('no part of a line is a record', () => {
  const line = encodeRecord(sample)
  for (let end = 0; end < line.length; end++) expect(decodeRecord(line.subarray(0, end))).toBeUndefined()
})

describe('a line is no record, and nothing is thrown, where', () => {
  const changed = (change: (line: Record<string, unknown>, interaction: Record<string, Record<string, unknown>>) => void) => {
    const line = JSON.parse(decodeUtf8(encodeRecord(sample))!) as Record<string, unknown>
    change(line, line['interaction'] as Record<string, Record<string, unknown>>)
    return JSON.stringify(line)
  }
  test.each<[string, string | Uint8Array]>([
    ['it is no JSON', 'not JSON'],
    ['it is no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
    ['it is JSON of another kind', 'null'],
    ['it is a list', '[]'],
    ['it is nested beyond all reason', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['its version is another', changed((line) => (line['respool'] = 2))],
    ['it has no number', changed((line) => delete line['n'])],
    ['it has no interaction', changed((line) => delete line['interaction'])],
    ['a chunk is no base64', changed((_, { response: each }) => (each!['chunks'] = [{ base64: '?' }]))],
    ['its chunks are no list', changed((_, { response: each }) => (each!['chunks'] = 'AAAA'))],
    ['its status is a text', changed((_, { response: each }) => (each!['status'] = '200'))],
    ['it ended in a way that there is none', changed((_, { response: each }) => (each!['end'] = 'later'))],
    ['a header is half a pair', changed((_, { request: each }) => (each!['headers'] = [['accept']]))],
    ['a delay is a text', changed((_, { response: each }) => (each!['delays'] = ['1']))],
    ['its body is a number', changed((_, { request: each }) => (each!['body'] = 1))],
    ['what is extra is a list', changed((_, { request: each }) => (each!['extra'] = []))],
  ])('%s', (_, line) => {
    expect(decodeRecord(typeof line === 'string' ? encodeUtf8(line) : line)).toBeUndefined()
  })
})

test('journals come by when they began, records by when they were asked for, each once', () => {
  const line = (at: string, n: number) => encodeRecord({ ...sample, at, n })
  const later = [line('2026-11-21T12:00:09.000Z', 1), line('2026-11-21T12:00:08.000Z', 0), line('2026-11-21T12:00:09.000Z', 1)]
  const earlier = [encodeUtf8('half a li'), line('2026-11-21T12:00:07.000Z', 2), line('2026-11-21T12:00:01.000Z', 0)]
  const order = inOrder([later, [], earlier]).map((records) => records.map(({ n }) => n))
  expect(order).toEqual([
    [0, 2],
    [0, 1],
  ])
})
