import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { diffJson } from './diff.ts'
import { fromPointer, toPointer, without } from './pointer.ts'
import { parseJson, type JsonValue } from './value.ts'

const canonical = (text: string) => canonicalJson(parseJson(text)!)

describe('two texts have one canonical form when they mean the same', () => {
  test.each([
    ['keys in another order', '{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['keys in another order, deep inside', '{"x":[{"a":1,"b":{"c":1,"d":2}}]}', '{"x":[{"b":{"d":2,"c":1},"a":1}]}'],
    ['white space', '{"a":[1,2]}', '{\n  "a": [ 1, 2 ]\n}'],
    ['another form of a number', '{"t":0.0,"n":100}', '{"t":0,"n":1e2}'],
    ['minus zero', '[-0]', '[0]'],
    ['an escape', '"\\u00e1\\/"', '"á/"'],
    ['a duplicate key, of which the last counts', '{"a":1,"a":2}', '{"a":2}'],
    ['keys that look like numbers', '{"10":1,"9":2,"a":3}', '{"a":3,"9":2,"10":1}'],
    ['the same integer beyond 2^53', '{"id":12345678901234567890}', '{ "id": 12345678901234567890 }'],
  ])('%s', (_, one, other) => {
    expect(canonical(one)).toBe(canonical(other))
  })
})

describe('two texts have different canonical forms when they do not', () => {
  test.each([
    ['items in another order', '[1,2]', '[2,1]'],
    ['a number and its text', '[1]', '["1"]'],
    ['null and nothing', '{"a":null}', '{}'],
    ['integers that one double stands for', '[9007199254740992]', '[9007199254740993]'],
    ['fractions that are such integers', '[9007199254740992.0]', '[9007199254740993.0]'],
    ['numbers beyond every double', '[1e400]', '[1e500]'],
    ['a long integer and its digits as text', '[12345678901234567890]', '["12345678901234567890"]'],
    ['digits that only look like a number, inside a string', '["12345678901234567890"]', '["12345678901234567891"]'],
    ['__proto__ with other values', '{"b":1,"__proto__":{"a":1}}', '{"b":1,"__proto__":{"a":2}}'],
  ])('%s', (_, one, other) => {
    expect(canonical(one)).not.toBe(canonical(other))
  })
})

test('any value has the canonical form of its own text, with its keys in any order', () => {
  const reversed = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(reversed)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, item]) => [key, reversed(item)]),
    )
  }
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = value as JsonValue
      expect(canonical(JSON.stringify(reversed(json), null, 2))).toBe(canonical(JSON.stringify(json)))
    }),
  )
})

test.each([['{'], ['{"a":}'], ['nul'], ['']])('%j is no JSON', (text) => {
  expect(parseJson(text)).toBeUndefined()
})

test.each([
  [['messages', 0, 'content'], '/messages/0/content'],
  [['a/b', 'c~d'], '/a~1b/c~0d'],
  [[], ''],
])('%j is the pointer %j', (path, pointer) => {
  expect(toPointer(path)).toBe(pointer)
  expect(fromPointer(pointer)).toEqual(path.map(String))
})

test.each([['a'], ['/a~2']])('%j is no pointer', (pointer) => {
  expect(fromPointer(pointer)).toBeUndefined()
})

test.each([
  ['a key', '{"a":1,"b":2}', '/a', '{"b":2}'],
  ['a key of every item', '{"m":[{"id":1,"x":1},{"id":2,"x":2}]}', '/m/*/id', '{"m":[{"x":1},{"x":2}]}'],
  ['an item, keeping its place', '[1,2,3]', '/1', '[1,null,3]'],
  ['nothing, where the path leads nowhere', '{"a":1}', '/b/c', '{"a":1}'],
  ['a key under any key', '{"x":{"id":1},"y":{"id":2,"z":3}}', '/*/id', '{"x":{},"y":{"z":3}}'],
])('without removes %s', (_, text, pointer, want) => {
  expect(canonicalJson(without(parseJson(text)!, fromPointer(pointer)!))).toBe(want)
})

test.each([
  ['nothing', '{"a":1}', '{"a":1}', []],
  ['a value', '{"a":{"b":1}}', '{"a":{"b":2}}', [{ pointer: '/a/b', left: 1, right: 2 }]],
  ['a key that one lacks', '{"a":1}', '{}', [{ pointer: '/a', left: 1, right: undefined }]],
  ['an item more', '[1]', '[1,2]', [{ pointer: '/1', left: undefined, right: 2 }]],
  ['another kind of value', '{"a":[]}', '{"a":{}}', [{ pointer: '/a', left: [], right: {} }]],
  ['an inherited name', '{}', '{"toString":1}', [{ pointer: '/toString', left: undefined, right: 1 }]],
])('two values differ in %s', (_, left, right, want) => {
  expect(diffJson(parseJson(left)!, parseJson(right)!)).toEqual(want)
})
