import { describe, expect, test } from 'vitest'
import type { Schema } from '../schema.ts'
import { normalise } from './normalise.ts'

const here = '#/components/schemas/Here'
const reference = { $ref: '#/components/schemas/There' }
const nothing = { type: 'null' }

// Each is a defect of the spec as it was found in it.
const defects: { [rule: string]: [name: string, given: Schema, want: Schema][] } = {
  'prose and hints are dropped': [
    [
      'a description',
      { type: 'string', title: 'A name', description: 'Says what it is.', default: 'a b', example: 'c d', deprecated: true },
      { type: 'string' },
    ],
    ['extensions', { type: 'string', 'x-oaiMeta': { name: 'Some name' }, 'x-stainless-const': true }, { type: 'string' }],
    [
      'a property with the name of a keyword',
      { type: 'object', properties: { title: { type: 'string' } } },
      { type: 'object', properties: { title: { type: 'string' } } },
    ],
    ['formats, except of bytes', { type: 'integer', format: 'int64' }, { type: 'integer' }],
    ['bytes', { type: 'string', format: 'binary' }, { type: 'string', format: 'binary' }],
    [
      'typing errors',
      { type: 'array', items: { type: 'string' }, optional: true, min_items: 1, max_items: 2 },
      { type: 'array', items: { type: 'string' } },
    ],
    [
      'discriminators, which name schemas where values are meant',
      { oneOf: [reference, { type: 'string' }], discriminator: { propertyName: 'type' } },
      { anyOf: [reference, { type: 'string' }] },
    ],
  ],
  'nullable, which means nothing in 3.1, is meant': [
    ['beside a type', { type: 'string', nullable: true }, { anyOf: [{ type: 'string' }, nothing] }],
    ['beside a $ref', { ...reference, nullable: true }, { anyOf: [reference, nothing] }],
    ['as a part of an allOf', { allOf: [reference, { nullable: true }] }, { anyOf: [reference, nothing] }],
    ['beside an enum without null', { type: 'string', enum: ['a', 'b'], nullable: true }, { anyOf: [{ enum: ['a', 'b'] }, nothing] }],
    ['beside a union', { oneOf: [reference, { type: 'string' }], nullable: true }, { anyOf: [reference, { type: 'string' }, nothing] }],
    ['null said twice', { type: ['string', 'null'], nullable: true }, { anyOf: [{ type: 'string' }, nothing] }],
    ['nullable: false', { type: 'string', nullable: false }, { type: 'string' }],
  ],
  'there is one word for alternatives': [
    ['oneOf, of which two may match', { oneOf: [reference, { type: 'string' }] }, { anyOf: [reference, { type: 'string' }] }],
    [
      'several types',
      { type: ['string', 'integer'], minLength: 1 },
      {
        anyOf: [
          { type: 'string', minLength: 1 },
          { type: 'integer', minLength: 1 },
        ],
      },
    ],
    [
      'unions in unions',
      { anyOf: [{ oneOf: [{ type: 'string' }, nothing] }, { type: 'string' }, reference] },
      { anyOf: [{ type: 'string' }, reference, nothing] },
    ],
    ['one alternative', { oneOf: [reference] }, reference],
    [
      'oneOf beside anyOf',
      { oneOf: [reference, nothing], anyOf: [{ type: 'string' }, nothing] },
      { allOf: [{ anyOf: [reference, nothing] }, { anyOf: [{ type: 'string' }, nothing] }] },
    ],
  ],
  'values say their type': [
    ['one value', { type: 'string', enum: ['message'] }, { const: 'message' }],
    ['a constant', { type: 'string', const: 'message' }, { const: 'message' }],
    ['a value twice', { type: 'string', enum: ['a', 'b', 'a'] }, { enum: ['a', 'b'] }],
    ['null among them', { type: 'string', enum: ['a', null] }, { anyOf: [{ const: 'a' }, nothing] }],
    ['nothing but null', { enum: [null] }, nothing],
  ],
  'objects are open': [
    [
      'additional properties forbidden',
      { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
      { type: 'object', properties: { a: { type: 'string' } } },
    ],
    ['allowed', { type: 'object', additionalProperties: true }, { type: 'object' }],
    ['anything', { type: 'object', additionalProperties: {} }, { type: 'object' }],
    [
      'of one type',
      { type: 'object', additionalProperties: { type: 'number' } },
      { type: 'object', additionalProperties: { type: 'number' } },
    ],
    ['no properties', { type: 'object', properties: {} }, { type: 'object' }],
  ],
  'what is meant is said': [
    ['properties without a type', { properties: { a: { type: 'string' } } }, { type: 'object', properties: { a: { type: 'string' } } }],
    ['items without a type', { items: { type: 'string' } }, { type: 'array', items: { type: 'string' } }],
    [
      'booleans as bounds',
      { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: false },
      { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    ],
    [
      'a name required twice',
      { type: 'object', properties: { a: {}, b: {} }, required: ['b', 'a', 'b'] },
      { type: 'object', properties: { a: {}, b: {} }, required: ['a', 'b'] },
    ],
    ['a reference of an older draft', { type: 'array', items: { $recursiveRef: '#' } }, { type: 'array', items: { $ref: here } }],
    ['its anchor', { $recursiveAnchor: true, type: 'object' }, { type: 'object' }],
  ],
  'nothing stands beside what readers look at alone': [
    ['type: object beside a $ref', { type: 'object', ...reference }, reference],
    ['type: object beside a union', { type: 'object', oneOf: [reference, nothing] }, { anyOf: [reference, nothing] }],
    [
      'properties beside a union',
      { type: 'object', properties: { a: {} }, anyOf: [{ required: ['a'] }, reference] },
      { allOf: [{ type: 'object', properties: { a: {} } }, { anyOf: [{ required: ['a'] }, reference] }] },
    ],
    ['not', { type: 'object', not: { required: ['a', 'b'] } }, { allOf: [{ type: 'object' }, { not: { required: ['a', 'b'] } }] }],
  ],
}

describe.each(Object.entries(defects))('%s', (_, rows) => {
  test.each(rows)('%s', (__, given, want) => {
    expect(normalise(given, here)).toEqual(want)
  })
  test('also when it has been done already', () => {
    for (const [name, given] of rows) {
      const once = normalise(given, here)
      expect(normalise(once, here), name).toEqual(once)
    }
  })
})

describe('refused', () => {
  test.each<[string, Schema, string, string]>([
    [
      'a keyword that is not known',
      { type: 'object', unevaluatedProperties: false },
      `${here}/unevaluatedProperties`,
      'normalise/keywords.ts',
    ],
    [
      'one far down',
      { type: 'object', properties: { 'a/b': { items: { contains: {} } } } },
      `${here}/properties/a~1b/items/contains`,
      'normalise/keywords.ts',
    ],
    ['recursion to elsewhere', { $recursiveRef: '#/other' }, here, 'normalise/recursion.ts'],
  ])('%s', (_, given, pointer, advice) => {
    expect(() => normalise(given, here)).toThrow(expect.objectContaining({ pointer, message: expect.stringContaining(advice) as string }))
  })
})
