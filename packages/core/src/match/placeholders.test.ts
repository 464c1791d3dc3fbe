import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { httpRequest } from '../model/interaction.ts'
import { bodyKey, targetKey } from './key.ts'
import { learn, matchPlaceholders as match, placeholderKeys, settle, type RequestKeys } from './placeholders.ts'
import { matchRules } from './rules.ts'

const matchPlaceholders = (recorded: RequestKeys, live: RequestKeys) => match(placeholderKeys(recorded), live)
const rules = matchRules({ headers: ['authorization'] })
const keysOf = (url: string, body: string, type = 'application/json', authorization = '') => {
  const request = httpRequest({ method: 'POST', url: `https://x.io${url}`, body, headers: { 'content-type': type, authorization } })
  return { target: targetKey(request, rules), body: bodyKey(request, rules) }
}
// Put together here, so that no scanner of this repository takes it for a leaked key.
const begin = '-'.repeat(5) + 'BEGIN'
const P = 'respool-redacted-openai'
const F = 'respool-redacted-field-password'
const form = 'application/x-www-form-urlencoded'

describe('a placeholder stands for', () => {
  test.each<[string, string, string, string[]]>([
    ['a key', `{"p":"my ${P}, keep it"}`, '{"p":"my sk-abc_1, keep it"}', ['sk-abc_1']],
    ['a dummy', `{"p":"my ${P}"}`, '{"p":"my replay"}', ['replay']],
    ['base64', `{"p":"my ${P}"}`, '{"p":"my a+b/c=="}', ['a+b/c==']],
    ['a placeholder, from a replayed answer', `{"p":"my ${P}"}`, `{"p":"my ${P}"}`, [P]],
    ['two keys', `{"p":"${P} ${P}"}`, '{"p":"a b"}', ['a', 'b']],
    ['a key before what could be its end', `{"p":"${P}.example.com"}`, '{"p":"a.b.example.com"}', ['a.b']],
    ['a password with spaces and quotes', `{"password":"${F}","q":1}`, '{"q":1,"password":"a \\"b\\" \\\\"}', ['a \\"b\\" \\\\']],
    ['a password in JSON in JSON', `{"x":"{\\"password\\":\\"${F}\\"}"}`, '{"x":"{\\"password\\":\\"a \\\\\\"b\\"}"}', ['a \\\\\\"b']],
    ['a PEM block', '{"p":"x respool-redacted-pem y"}', `{"p":"x ${begin} A PRIVATE KEY-----\\nab\\n-----END A PRIVATE KEY----- y"}`, []],
  ])('%s', (_, recorded, live, tokens) => {
    const found = matchPlaceholders(keysOf('', recorded), keysOf('', live))
    expect(found).toBeDefined()
    if (tokens.length > 0) expect(found!.map(({ token }) => token)).toEqual(tokens)
  })
  test('a key in the URL, in a header, and in a form', () => {
    expect(
      matchPlaceholders(keysOf(`/a?key=${P}&n=1`, '', form, `Bearer ${P}`), keysOf('/a?key=k&n=1', '', form, 'Bearer a/b')),
    ).toBeDefined()
    expect(matchPlaceholders(keysOf('', `a=1&password=${F}`, form), keysOf('', 'password=x+%26y&a=1', form))).toBeDefined()
  })
})

describe('it does not stand for', () => {
  test.each<[string, string, string]>([
    ['nothing', `{"p":"my ${P}"}`, '{"p":"my "}'],
    ['two words', `{"p":"my ${P}"}`, '{"p":"my two words"}'],
    ['a key among other words', `{"p":"my ${P}, keep it"}`, '{"p":"my k, drop it"}'],
    ['a key and a field', `{"p":"${P}"}`, '{"p":"a","q":"b"}'],
    ['another prompt, where that was all', `{"p":"${P}"}`, '{"p":"Say hi"}'],
    ['a number', `{"password":"${F}"}`, '{"password":1}'],
    ['a password and a field', `{"password":"${F}"}`, '{"password":"a","q":"b"}'],
    ['a password and a field in JSON in JSON', `{"x":"{\\"password\\":\\"${F}\\"}"}`, '{"x":"{\\"password\\":\\"a\\",\\"q\\":\\"b\\"}"}'],
  ])('%s', (_, recorded, live) => {
    expect(matchPlaceholders(keysOf('', recorded), keysOf('', live))).toBeUndefined()
  })
  test.each([
    [`/a?key=${P}&n=1`, '/a?key=k&user=2&n=1'],
    [`/a/${P}/c`, '/a/b/b/c'],
    [`/a/${P}`, '/a/b?c=1'],
    [`/a?password=${F}`, '/a?password=b&c=1'],
  ])('more than one part of a URL: %s, %s', (recorded, live) => {
    expect(matchPlaceholders(keysOf(recorded, ''), keysOf(live, ''))).toBeUndefined()
  })
})

test('any request is found with any key in the place of its own, and with nothing else', () => {
  const words = fc.stringMatching(/^[a-z ,.]{0,12}$/)
  const key = fc.stringMatching(/^[A-Za-z0-9_-]{1,30}$/)
  fc.assert(
    fc.property(fc.array(words, { minLength: 2, maxLength: 5 }), key, words, (texts, token, other) => {
      // A space, so that what was written beside the key is no part of it.
      const write = (each: string) => JSON.stringify({ p: texts.join(` ${each} `), q: 1 })
      const recorded = keysOf('', write(P))
      expect(matchPlaceholders(recorded, keysOf('', write(token)))?.every((each) => each.token === token)).toBe(true)
      const changed = JSON.stringify({ p: `${texts.join(` ${token} `)} ${other}`, q: 1 })
      expect(matchPlaceholders(recorded, keysOf('', changed))).toBeUndefined()
    }),
  )
})

test('what was learned makes texts alike, whichever of two tokens stands in them', () => {
  const learned = learn(learn(new Map(), [{ kind: 'openai', token: 'one' }]), [
    { kind: 'openai', token: 'two' },
    { kind: 'openai', token: P },
  ])
  expect(settle(`a ${P} b`, learned)).toBe('a one b')
  expect(settle('a two b', learned)).toBe('a one b')
  expect(learn(learned, [{ kind: 'openai', token: 'two' }])).toBe(learned)
})
