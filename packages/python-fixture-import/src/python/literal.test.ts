import { expect, test } from 'vitest'
import { stringifyExact } from '../json/exact.ts'
import { parseLiteral } from './literal.ts'

test.each([
  [`{'error': {'message': 'no', 'param': None, 'code': 400}}`, '{"error":{"message":"no","param":null,"code":400}}'],
  [`{'message': "it's", 'ok': True, 'not': False}`, `{"message":"it's","ok":true,"not":false}`],
  [`'a\\'b\\\\ \\n\\t\\x41\\u00e9\\U0001f600'`, `"a'b\\\\ \\n\\tAé😀"`],
  [`[1, -2.5, 1e-05, 0.0, ('a', 'b'), (1,), (), [], {}]`, '[1,-2.5,1e-05,0.0,["a","b"],[1],[],[],{}]'],
  [`""`, '""'],
])('%s', (text, json) => {
  expect(stringifyExact(parseLiteral(text)!)).toBe(json)
})

test.each([
  `__import__('os').system('true')`,
  `{'a': b}`,
  `'never ends`,
  `{1: 2}`,
  `[1, 2`,
  `'a' 'b'`,
  `lambda: 1`,
  '',
  `'\\q'`,
  '['.repeat(1000),
])('no literal: %s', (text) => {
  expect(parseLiteral(text)).toBeUndefined()
})
