import { expect, test } from 'vitest'
import type { Schema } from '../schema.ts'
import { mergeAllOf } from './merge-all-of.ts'
import { describedOnly } from './required.ts'

const text: Schema = { type: 'string' }
const definitions: { [name: string]: Schema } = {
  Base: { type: 'object', properties: { id: text, status: text }, required: ['id'] },
  Derived: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', properties: { more: text }, required: ['more'] }] },
  Either: { anyOf: [text, { type: 'null' }] },
}
const base = { $ref: '#/components/schemas/Base' }
const either = { $ref: '#/components/schemas/Either' }

test.each<[string, Schema, Schema]>([
  [
    'an object and what it adds',
    { allOf: [base, { type: 'object', properties: { extra: text }, required: ['extra'] }] },
    { type: 'object', properties: { id: text, status: text, extra: text }, required: ['extra', 'id'] },
  ],
  [
    'through two steps',
    { allOf: [{ $ref: '#/components/schemas/Derived' }] },
    { type: 'object', properties: { id: text, status: text, more: text }, required: ['id', 'more'] },
  ],
  [
    'required of what another part describes',
    { allOf: [base, { required: ['status'], type: 'object' }] },
    { type: 'object', properties: { id: text, status: text }, required: ['id', 'status'] },
  ],
  [
    'a property in both, the same',
    { allOf: [base, { type: 'object', properties: { id: text } }] },
    { type: 'object', properties: { id: text, status: text }, required: ['id'] },
  ],
  [
    'a property in both, one narrower',
    { allOf: [base, { type: 'object', properties: { status: { enum: ['a', 'b'] } } }] },
    { type: 'object', properties: { id: text, status: { enum: ['a', 'b'] } }, required: ['id'] },
  ],
  [
    'of alternatives, the one that is said again',
    {
      allOf: [
        { type: 'object', properties: { n: { anyOf: [text, { type: 'null' }] } } },
        { type: 'object', properties: { n: text } },
      ],
    },
    { type: 'object', properties: { n: text } },
  ],
  [
    'alternatives stay a part',
    { allOf: [base, { anyOf: [{ type: 'object', required: ['id'] }, either] }] },
    { allOf: [definitions['Base']!, { anyOf: [{ type: 'object', required: ['id'] }, either] }] },
  ],
  ['a reference to no object stays one', { allOf: [either] }, either],
  ['below', { type: 'array', items: { allOf: [base] } }, { type: 'array', items: definitions['Base']! }],
  [
    'either of two keys',
    { allOf: [{ type: 'object', properties: { a: text, b: text } }, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }] },
    {
      anyOf: [
        { type: 'object', properties: { a: text, b: text }, required: ['a'] },
        { type: 'object', properties: { a: text, b: text }, required: ['b'] },
      ],
    },
  ],
])('%s', (_, given, want) => {
  expect(mergeAllOf(given, definitions)).toEqual(want)
})

test.each<[string, Schema, Schema]>([
  [
    'a required name that is nowhere described',
    { type: 'object', properties: { a: text }, required: ['a', 'b'] },
    { type: 'object', properties: { a: text }, required: ['a'] },
  ],
  ['none of them described', { type: 'object', properties: { a: text }, required: ['b'] }, { type: 'object', properties: { a: text } }],
  [
    'only required is said',
    { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    {
      anyOf: [
        { type: 'object', properties: { a: {} }, required: ['a'] },
        { type: 'object', properties: { b: {} }, required: ['b'] },
      ],
    },
  ],
])('%s', (_, given, want) => {
  expect(describedOnly(given)).toEqual(want)
})
