import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { httpRequest } from '../model/interaction.ts'
import { openaiProfile } from '../model/profile.ts'
import { findInBody } from './body.ts'
import { replaceFinds } from './find.ts'
import { redactRules } from './rules.ts'
import { redactUrl } from './url.ts'

const rules = redactRules({}, openaiProfile)!
// Put together here, so that no scanner of this repository takes them for leaked keys.
const key = `sk-proj-${'a1B2c3D4e5'.repeat(4)}`
const awsId = `AKIA${'ABCDEFGHIJ'.repeat(2).slice(0, 16)}`
const awsSecret = 'aB3/'.repeat(10)

const redacted = (text: string, type = 'application/json') => {
  const { headers } = httpRequest({ url: 'x:', headers: { 'Content-Type': type } })
  const finds = findInBody(text, headers, rules)
  return { text: replaceFinds(text, finds), places: finds.map(({ inside }) => inside) }
}

describe('a body keeps every byte but its secrets', () => {
  test.each<[string, string, string, (string | undefined)[]]>([
    ['a field', '{ "password" : "hunter2",\n "n":1.0 }', '{ "password" : "respool-redacted-field-password",\n "n":1.0 }', ['/password']],
    ['a field of an object in a list', '{"a":[{"api_key":"x"}]}', '{"a":[{"api_key":"respool-redacted-field-api-key"}]}', ['/a/0/api_key']],
    [
      'a list of values',
      '{"secret":["a","b"]}',
      '{"secret":["respool-redacted-field-secret","respool-redacted-field-secret"]}',
      ['/secret/0', '/secret/1'],
    ],
    [
      "a session's key",
      '{"client_secret":{"value":"x","expires_at":1}}',
      '{"client_secret":{"value":"respool-redacted-field-client-secret","expires_at":1}}',
      ['/client_secret/value'],
    ],
    [
      'behind a scheme',
      '{"Authorization":"Bearer abc"}',
      '{"Authorization":"Bearer respool-redacted-field-authorization"}',
      ['/Authorization'],
    ],
    ['an escape in the value', '{"password":"a\\"b\\\\"}', '{"password":"respool-redacted-field-password"}', ['/password']],
    [
      'a schema, which holds none',
      '{"properties":{"password":{"type":"string"}},"required":["password"]}',
      '{"properties":{"password":{"type":"string"}},"required":["password"]}',
      [],
    ],
    ['a key behind an escape', `{"c":"a\\n${key}\\nb"}`, '{"c":"a\\nrespool-redacted-openai\\nb"}', ['/c']],
    [
      'JSON in a string',
      '{"arguments":"{\\"token_count\\":1,\\"password\\":\\"x\\"}"}',
      '{"arguments":"{\\"token_count\\":1,\\"password\\":\\"respool-redacted-field-password\\"}"}',
      ['/arguments'],
    ],
    ['a key that is a key', `{"${key}":1}`, '{"respool-redacted-openai":1}', [undefined]],
    [
      'an access key id and its secret',
      `{"c":"${awsId} and ${awsSecret}"}`,
      '{"c":"respool-redacted-aws and respool-redacted-aws-secret"}',
      ['/c', '/c'],
    ],
    [
      'the same, slashes escaped',
      `{"c":"${awsId} ${awsSecret.replaceAll('/', '\\/')}"}`,
      '{"c":"respool-redacted-aws respool-redacted-aws-secret"}',
      ['/c', '/c'],
    ],
    ['basic authentication', `{"c":"Basic ${btoa('ana:geheim')}"}`, '{"c":"Basic respool-redacted-basic-auth"}', ['/c']],
    ['a key in base64', `{"c":"${btoa(`ana:${key}`)}"}`, '{"c":"respool-redacted-openai"}', ['/c']],
    [
      'a parameter of a URL in prose',
      '{"c":"see https://x.io/?access_token=abc&n=1"}',
      '{"c":"see https://x.io/?access_token=respool-redacted-field-access-token&n=1"}',
      ['/c'],
    ],
    [
      'what is redacted already',
      '{"password":"respool-redacted-field-password","c":"Bearer respool-redacted-openai"}',
      '{"password":"respool-redacted-field-password","c":"Bearer respool-redacted-openai"}',
      [],
    ],
    ['JSON that breaks off', '{"a":{"password":"hunt', '{"a":{"password":"respool-redacted-field-password', ['/a/password']],
  ])('%s', (_, text, want, places) => {
    expect(redacted(text)).toEqual({ text: want, places })
  })

  test('events of a stream', () => {
    const stream = 'event: a\ndata: {"x":{"password":"p"}}\n\ndata: {"x":1}\r\n\r\ndata: [DONE]\n\n'
    expect(redacted(stream, 'text/event-stream')).toEqual({
      text: stream.replace('"p"', '"respool-redacted-field-password"'),
      places: ['/x/password'],
    })
  })
  test('a form', () => {
    expect(redacted('grant_type=x&client_secret=a%20b&c=1', 'application/x-www-form-urlencoded')).toEqual({
      text: 'grant_type=x&client_secret=respool-redacted-field-client-secret&c=1',
      places: ['client_secret'],
    })
  })
  test('a multipart body', () => {
    const part = (name: string, value: string, more = '') =>
      `--bb\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
    const file = part('password', 'a file', '; filename="a.txt"')
    expect(redacted(`${part('api_key', 'x y')}${file}--bb--\r\n`, 'multipart/form-data; boundary=bb')).toEqual({
      text: `${part('api_key', 'respool-redacted-field-api-key')}${file}--bb--\r\n`,
      places: ['api_key'],
    })
  })
})

test.each([
  ['https://x.io/v1?key=abc&n=1#f', 'https://x.io/v1?key=respool-redacted-field-key&n=1#f'],
  ['https://x.io/v1?max_tokens=1&keys=a', 'https://x.io/v1?max_tokens=1&keys=a'],
  ['https://x.io/a%20b?api%5Fkey=a%2Fb', 'https://x.io/a%20b?api%5Fkey=respool-redacted-field-api-key'],
  ['https://ana:geheim@x.io/', 'https://respool-redacted-basic-auth@x.io/'],
  [`https://x.io/${key}/y`, 'https://x.io/respool-redacted-openai/y'],
])('the URL %s', (url, want) => {
  expect(redactUrl(url, rules)).toBe(want)
  expect(redactUrl(want, rules)).toBe(want)
})

test('whatever JSON it is, what is left of it is JSON of the same shape, and redacting it again changes nothing', () => {
  const names = fc.constantFrom('a', 'password', 'api_key', 'token', 'n')
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.constant(key),
      fc.double(),
      fc.array(tie('value')),
      fc.dictionary(names, tie('value')),
    ),
  }))
  fc.assert(
    fc.property(value, (content) => {
      const before = JSON.stringify(content) ?? 'null'
      const { text } = redacted(before)
      expect(text).not.toContain(key)
      expect(shapeOf(JSON.parse(text))).toEqual(shapeOf(JSON.parse(before)))
      expect(redacted(text).text).toBe(text)
    }),
  )
})

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item)]))
}

test('hostile texts take no more than time in proportion to their length', () => {
  const own = 'q7ZrX92xwLmTk41a'
  const hostile = [
    '-----BEGIN PRIVATE KEY-----',
    'eyJ'.repeat(3),
    'sk-',
    '://a:',
    '\\',
    '%41',
    '"',
    '{"a":',
    '?a=',
    'Basic ',
    'AKIA',
    'data:',
    'data:\n',
    'data:"\n\n',
    `${key} `,
    `"${key}",`,
    own,
    'Bearer a',
    '-----',
  ]
  const withOwn = redactRules({}, openaiProfile, { MY_KEY: own })!
  for (const piece of hostile) {
    const text = piece.repeat(Math.ceil(300_000 / piece.length))
    const start = performance.now()
    const finds = findInBody(text, [], withOwn)
    replaceFinds(text, finds)
    expect(performance.now() - start, piece).toBeLessThan(2000)
  }
})

test('a secret in every one of many fields is found in proportion, too, and is said to be in its own', () => {
  const form = Array.from({ length: 100_000 }, (_, index) => `a${index}=b&access_token=abcDEF0123456789xyz${index}`).join('&')
  const start = performance.now()
  const finds = findInBody(form, [['content-type', 'application/x-www-form-urlencoded']], rules)
  expect(performance.now() - start).toBeLessThan(4000)
  expect(finds.length).toBe(100_000)
  expect(new Set(finds.map(({ inside }) => inside))).toEqual(new Set(['access_token']))
})

test('a text of many megabytes without an end is no error', () => {
  const begin = `${'-'.repeat(5)}BEGIN PRIVATE KEY${'-'.repeat(5)}`
  const image = `{"b64_json":"${'/9j4'.repeat(25e5)}"}`

  for (const text of [image, begin + 'a'.repeat(5e6), `"${'\\"'.repeat(2e6)}`, `{"password":"${'\\\\'.repeat(2e6)}`]) {
    expect(() => redacted(text)).not.toThrow()
  }
})
