import { expect, test } from 'vitest'
import type { Schema } from '../schema.ts'
import { levelOf, type Direction } from './change.ts'
import { diffSchema } from './schemas.ts'

const text: Schema = { type: 'string' }
const object = (properties: { [name: string]: Schema }, ...required: string[]): Schema => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
})
const reference = (name: string): Schema => ({ $ref: `#/$defs/${name}` })

// want: each change, with its level in a request and in a response.
test.each<[string, Schema, Schema, string[]]>([
  ['the same, in another order', { type: 'object', required: ['a'], properties: { a: text } }, object({ a: text }, 'a'), []],
  ['a key more', object({}), object({ a: text }), ['added .a: minor, minor']],
  ['a key more that is required', object({}), object({ a: text }, 'a'), ['required .a new: major, minor']],
  ['a key less', object({ a: text }), object({ b: text }), ['removed .a: major, major', 'added .b: minor, minor']],
  ['now required', object({ a: text }), object({ a: text }, 'a'), ['required .a: major, minor']],
  ['no longer required', object({ a: text }, 'a'), object({ a: text }), ['optional .a: minor, major']],
  ['another type', object({ a: text }), object({ a: { type: 'number' } }), ['changed .a string -> number: major, major']],
  ['null more', object({ a: text }), object({ a: { anyOf: [text, { type: 'null' }] } }), ['widened .a null: minor, minor']],
  ['null less', { anyOf: [text, { type: 'null' }] }, text, ['narrowed null: major, major']],
  ['a value more', { enum: ['a', 'b'] }, { enum: ['a', 'b', 'c'] }, ['widened "c": minor, minor']],
  ['from a constant to two', { const: 'a' }, { enum: ['a', 'b'] }, ['widened "b": minor, minor']],
  ['a value less', { enum: ['a', 'b'] }, { const: 'a' }, ['narrowed "b": major, major']],
  [
    'an event more',
    { anyOf: [reference('A'), reference('B')] },
    { anyOf: [reference('A'), reference('B'), reference('C')] },
    ['widened C: minor, minor'],
  ],
  [
    'a member that changed, inside of it',
    { anyOf: [object({ a: text }), { type: 'null' }] },
    { anyOf: [object({ a: text, b: text }), { type: 'null' }] },
    ['added .b: minor, minor'],
  ],
  [
    'of two objects, which is which cannot be said',
    { anyOf: [object({ a: text }), object({ b: text })] },
    { anyOf: [object({ a: text }), object({ b: text, c: text })] },
    ['added .c: minor, minor'],
  ],
  ['another limit', { type: 'string', maxLength: 1 }, { type: 'string', maxLength: 2 }, ['bounds maxLength 1 -> 2: patch, patch']],
  [
    'a limit of items',
    object({ a: { type: 'array', items: text } }),
    object({ a: { type: 'array', items: text, minItems: 1 } }),
    ['bounds .a minItems none -> 1: patch, patch'],
  ],
  ['in a list', { type: 'array', items: object({}) }, { type: 'array', items: object({ a: text }) }, ['added [].a: minor, minor']],
  [
    'in a map',
    { type: 'object', additionalProperties: text },
    { type: 'object', additionalProperties: { type: 'number' } },
    ['changed .* string -> number: major, major'],
  ],
  ['what is meant by another name', reference('A'), reference('B'), ['changed A -> B: major, major']],
])('%s', (_, before, after, want) => {
  const found = diffSchema(before, after).map(({ kind, path, what }) => {
    const level = (direction: Direction) => levelOf({ kind, place: path, what, directions: [direction] })
    return `${[kind, path, what].filter((each) => each !== '').join(' ')}: ${level('sent')}, ${level('received')}`
  })
  expect(found).toEqual(want)
})
