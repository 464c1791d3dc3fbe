import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExact, plainText, stringifyExact } from './exact.ts'

test.each([
  '0.0',
  '-0.0',
  '1e-05',
  '1E+5',
  '12345678901234567890',
  '1.10',
  '-0',
  '{"a":[1.0,"1.0"]}',
  '"\\u0000n1.0"',
  '{"\\u0000":"\\u0000\\u0000"}',
])('what is read is written as it stood: %s', (text) => {
  expect(stringifyExact(parseExact(text))).toBe(text)
})

test('numbers that JavaScript writes as they stood stay numbers', () => {
  expect(parseExact('{"a":[1,0.5,-3,1e21,0.0]}')).toEqual({ a: [1, 0.5, -3, expect.any(String), expect.any(String)] })
})

test('for any JSON, reading and writing is what JSON does', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ stringUnit: fc.oneof(fc.constantFrom('\0', 'n', '"', '\\', '1'), fc.string({ minLength: 1, maxLength: 1 })) }),
      (value) => {
        const text = JSON.stringify(value)
        expect(stringifyExact(parseExact(text))).toBe(text)
        if (typeof value === 'string') expect(plainText(parseExact(text) as string)).toBe(value)
      },
    ),
  )
})

test.each(['{', '[1,]', 'nul', '"a', '1.0.0', ''])('what is no JSON is no exact JSON either: %s', (text) => {
  expect(() => parseExact(text)).toThrow(SyntaxError)
})
