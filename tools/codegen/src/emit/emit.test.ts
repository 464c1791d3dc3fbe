import { describe, expect, test } from 'vitest'
import type { Definitions, Schema } from '../schema.ts'
import type { Snapshot } from '../snapshot.ts'
import { emitOperations } from './operations.ts'
import { definitionOrder } from './order.ts'
import { emitTypes } from './types.ts'
import { expressionFor } from './zod-expression.ts'

const text: Schema = { type: 'string' }
const reference = (name: string): Schema => ({ $ref: `#/$defs/${name}` })
const pair: Schema = { type: 'object', properties: { a: text, b: { type: 'integer' } }, required: ['a'] }

const $defs: Definitions = {
  Frame: { type: 'object', properties: { data: text, event: { const: 'done' } }, required: ['data', 'event'] },
  Known: { enum: ['a', 'b'] },
  ErrorResponse: { type: 'object' },
  Loop: { type: 'object', properties: { next: reference('Loop') } },
  Pair: pair,
}
const snapshot: Snapshot = {
  $schema: '',
  operations: { '/pairs': { get: { id: 'list', response: 'Pair', chunk: 'Frame' }, post: { id: 'make', request: 'Pair', form: 'Loop' } } },
  $defs,
}

describe('zod', () => {
  test.each<[string, Schema, string]>([
    ['an object', pair, 'z.looseObject({ "a": z.string(), "b": optional(integer) })'],
    ['a map', { type: 'object', additionalProperties: text }, 'z.record(z.string(), z.string())'],
    [
      'a map with keys of its own',
      { type: 'object', properties: { a: text }, additionalProperties: text },
      'z.catchall(z.object({ "a": optional(z.string()) }), z.string())',
    ],
    [
      'a map with bounds',
      { type: 'object', additionalProperties: text, propertyNames: { type: 'string', maxLength: 2 }, maxProperties: 3 },
      'where(z.record(where(z.string(), atMost(2)), z.string()), atMostKeys(3))',
    ],
    ['anything, required', { type: 'object', properties: { a: {} }, required: ['a'] }, 'z.looseObject({ "a": present })'],
    ['anything', {}, 'z.unknown()'],
    ['null or', { anyOf: [text, { type: 'null' }] }, 'z.nullable(z.string())'],
    [
      'what has a tag',
      { anyOf: [reference('Pair'), reference('Frame')], discriminator: { propertyName: 'x' } },
      'z.discriminatedUnion("x", [Pair, Frame])',
    ],
    ['what has none', { anyOf: [text, reference('Pair')] }, 'z.union([z.string(), Pair])'],
    ['what is not there yet', { anyOf: [reference('Loop'), text] }, 'z.union([z.lazy(() => Loop), z.string()])'],
    [
      'a circle has no tag for zod',
      { anyOf: [reference('Loop'), reference('Pair')], discriminator: { propertyName: 'x' } },
      'z.union([z.lazy(() => Loop), Pair])',
    ],
    [
      'both',
      { allOf: [pair, { not: text }] },
      'z.intersection(z.looseObject({ "a": z.string(), "b": optional(integer) }), not(z.string()))',
    ],
    [
      'text with bounds',
      { type: 'string', minLength: 1, maxLength: 9, pattern: '^a/b$' },
      `where(z.string(), atLeast(1), atMost(9), z.regex(new RegExp("^a/b$", 'u')))`,
    ],
    ['numbers with bounds', { type: 'integer', minimum: 0, exclusiveMaximum: 9 }, 'where(z.number(), whole, z.gte(0), z.lt(9))'],
    ['a list with bounds', { type: 'array', items: text, minItems: 1 }, 'where(z.array(z.string()), z.minLength(1))'],
    ['values', { enum: ['a', 'b'] }, 'z.enum(["a","b"])'],
    ['numbers as values', { enum: [1, 2] }, 'z.literal([1,2])'],
    ['bytes', { type: 'string', format: 'binary' }, 'bytes'],
  ])('%s', (_, schema, want) => {
    const expression = expressionFor(schema, {
      definitions: $defs,
      defined: new Set(['Pair', 'Frame', 'Known']),
      circular: new Set(['Loop']),
    })
    expect(expression.replaceAll('/*@__PURE__*/ ', '')).toBe(want)
  })

  test('every call is marked as pure', () => {
    const expression = expressionFor(pair, { definitions: $defs, defined: new Set(), circular: new Set() })
    expect(expression.match(/\w\(/g)?.length).toBe(expression.match(/\/\*@__PURE__\*\/ [\w.]+\(/g)?.length)
  })

  test('definitions come after what they refer to, and circles are known', () => {
    const { order, circular } = definitionOrder({
      A: reference('B'),
      B: text,
      C: reference('D'),
      D: { anyOf: [reference('C'), reference('A')] },
    })
    expect(order).toEqual(['B', 'A', 'D', 'C'])
    expect([...circular].sort()).toEqual(['C', 'D'])
  })
})

test('types', async () => {
  const types = await emitTypes({
    ...snapshot,
    $defs: {
      ...$defs,
      Model: { anyOf: [text, reference('Known')] },
      File: { type: 'string', format: 'binary' },
      Tagged: { anyOf: [reference('Pair'), reference('Frame')], discriminator: { propertyName: 'x' } },
    },
  })
  expect(types).toBe(`export interface Schemas {
  ErrorResponse: Record<string, unknown>;
  File: Blob | Uint8Array;
  Frame: {
    data: string;
    event: "done";
  };
  Known: "a" | "b";
  Loop: {
    next?: Schemas["Loop"];
  };
  Model: (string & {}) | Schemas["Known"];
  Pair: {
    a: string;
    b?: number;
  };
  Tagged: Schemas["Pair"] | Schemas["Frame"];
}
`)
})

test('operations', () => {
  const emitted = emitOperations(snapshot)
  expect(emitted).toContain('"GET /pairs": { request: never; response: Schemas["Pair"]; chunk: Schemas["Frame"] };')
  expect(emitted).toContain('"POST /pairs": { request: Schemas["Pair"] | Schemas["Loop"]; response: never; chunk: never };')
  // Of an event whose data is inside of it, readExchange has to know.
  expect(emitted).toContain('"GET /pairs": {"chunk":"Frame","framed":true,"id":"list","response":"Pair"},')
  expect(emitted).toContain('export type ErrorBody = Schemas["ErrorResponse"]')
})
