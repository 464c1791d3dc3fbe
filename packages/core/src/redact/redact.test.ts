import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, decodeUtf8, encodeUtf8 } from '../model/body.ts'
import { httpRequest, type Interaction } from '../model/interaction.ts'
import { openaiProfile } from '../model/profile.ts'
import { byteText, replaceInChunks } from './chunks.ts'
import { redactInteraction } from './interaction.ts'
import { secretPatterns } from './patterns.ts'
import { redactRules } from './rules.ts'
import { findSecrets, redactText } from './text.ts'

const rules = redactRules({}, openaiProfile)!
// Put together here, so that no scanner of this repository takes them for leaked keys.
const key = (prefix: string, length: number) => prefix + 'a1B2c3D4e5'.repeat(10).slice(0, length)
const openaiKey = key('sk-proj-', 40)

describe('a key is replaced by a placeholder that names its kind', () => {
  test.each([
    ['openai', key('sk-', 48)],
    ['openai', openaiKey],
    ['anthropic', key('sk-ant-api03-', 60)],
    ['openrouter', key('sk-or-v1-', 40)],
    ['google', key('AIza', 35)],
    ['aws', key('AKIA', 0) + 'ABCDEFGHIJKLMNOP'],
    ['github', key('ghp_', 36)],
    ['slack', key('xoxb-', 30)],
    ['huggingface', key('hf_', 34)],
    ['groq', key('gsk_', 52)],
    ['jwt', `${key('eyJ', 20)}.${key('eyJ', 30)}.${key('', 20)}`],
    ['bearer', `Bearer ${key('', 32)}`],
    ['basic-auth', 'https://user:pass@host/path'],
    ['pem', ['-----BEGIN RSA PRIVATE KEY-----', 'abc', '-----END RSA PRIVATE KEY-----'].join('\n')],
  ])('%s', (kind, secret) => {
    const redacted = redactText(`before ${secret} after`, rules)
    expect(redacted).toContain(`respool-redacted-${kind}`)
    expect(redacted).toMatch(/^before .* after$/s)
    expect(redacted).not.toContain(secret)
  })
})

test.each([
  ['openai', key('sk-proj-', 30) + ['T3Blbk', 'FJ'].join('') + key('', 30)],
  ['anthropic', key('sk-ant-api03-', 93)],
  ['github', key('ghp_', 36)],
])('a key of %s that carries its own marks is found behind a letter, too', (kind, secret) => {
  expect(redactText(`https://x.io/bot${secret}/send`, rules)).toBe(`https://x.io/botrespool-redacted-${kind}/send`)
})

test.each([...new Set(secretPatterns.flatMap(({ hints }) => hints))])(
  'a text full of %s takes time in proportion to its length',
  (hint) => {
    for (const between of ['', '-', '.', ' ']) {
      const text = (hint + between).repeat(60_000 / (hint + between).length)
      const before = process.cpuUsage()
      redactText(text, rules)
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(300)
    }
  },
)

test.each([
  ['a line break in JSON', JSON.stringify({ text: `key:\n${openaiKey}` })],
  ['a tab in JSON', JSON.stringify({ text: `key:\t${openaiKey}` })],
  ['a code point in JSON', `{"text":"\\u00a0${openaiKey}"}`],
  ['a space in a URL', `https://example.com/?q=key%20${openaiKey}`],
  ['a form', new URLSearchParams({ q: `(${openaiKey})` }).toString()],
  ['Bearer behind a line break', JSON.stringify(`\nBearer ${key('', 32)}`)],
])('a key behind %s is found', (_, text) => {
  expect(redactText(text, rules)).toMatch(/respool-redacted-(openai|bearer)/)
  expect(redactText(text, rules)).not.toContain('1B2c3D4e5')
})

test.each([
  'a task-management-application-of-the-year',
  'sk-learn is a library, sk-is-a-prefix-without-any-digit-at-all',
  'data: {"id":"chatcmpl-CRdyjrv70pWoCSnjiX81dksuhZK0H"}',
  'https://api.openai.com:443/v1',
  'a commit 3f36bfaea0123456789abcdef0123456789abcde',
])('%j holds no secret', (text) => {
  expect(redactText(text, rules)).toBe(text)
})

test('a secret across chunk boundaries is replaced whole, wherever they fall, and the chunks keep their number', () => {
  const text = `data: {"key":"${openaiKey}","ñ":1}\n\ndata: [DONE]\n\n`
  const bytes = encodeUtf8(text)
  const want = text.replace(openaiKey, 'respool-redacted-openai')
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), bytes.length]
      const chunks = places.slice(1).map((end, index) => bytes.slice(places[index], end))
      const redacted = replaceInChunks(chunks, findSecrets(byteText(chunks), rules))
      expect(redacted.length).toBe(chunks.length)
      expect(decodeUtf8(concatBytes(redacted))).toBe(want)
    }),
  )
})

const interaction: Interaction = {
  request: httpRequest({
    method: 'POST',
    url: `https://example.com/v1?key=${key('AIza', 35)}`,
    headers: { Authorization: `Bearer ${openaiKey}`, 'Content-Type': 'application/json', Cookie: 'a=b', 'OpenAI-Organization': 'org-1' },
    body: `{"prompt":"my key is ${openaiKey}"}`,
  }),
  response: {
    status: 200,
    statusText: `OK ${openaiKey}`,
    headers: [
      ['Content-Type', 'application/json'],
      ['Set-Cookie', 'session=1'],
      ['openai-organization', 'org-1'],
      ['Location', `https://example.com/?key=${key('AIza', 35)}`],
    ],
    chunks: [encodeUtf8(`{"echo":"${openaiKey}`), encodeUtf8('"}')],
    boundaries: 'recorded',
    end: 'failed',
    error: `refused ${openaiKey}`,
  },
}

test('an interaction keeps the headers on the list, and no secret anywhere', () => {
  const { interaction: safe, redactions } = redactInteraction(interaction, rules)
  expect(safe.request.headers).toEqual([['Content-Type', 'application/json']])
  expect(safe.response.headers.map(([name]) => name)).toEqual(['Content-Type', 'Location'])
  const everything = JSON.stringify(safe) + decodeUtf8(concatBytes(safe.response.chunks))
  expect(everything).not.toContain(openaiKey)
  expect(everything).not.toContain('AIza')
  expect(redactions).toEqual([
    { kind: 'google', place: 'query key', count: 1 },
    { kind: 'openai', place: 'request body /prompt', count: 1 },
    { kind: 'openai', place: 'error', count: 1 },
    { kind: 'openai', place: 'response status', count: 1 },
    { kind: 'google', place: 'response header Location key', count: 1 },
    { kind: 'openai', place: 'response body /echo', count: 1 },
  ])
})

test('headers and patterns can be added, and redact: false stores everything', () => {
  const more = redactRules({ keepHeaders: ['Set-Cookie'], patterns: [{ kind: 'badge', pattern: /badge-\d+/ }] }, openaiProfile)!
  const { interaction: safe } = redactInteraction(interaction, more)
  expect(safe.response.headers).toContainEqual(['Set-Cookie', 'session=1'])
  expect(redactText('badge-17 and badge-18', more)).toBe('respool-redacted-badge and respool-redacted-badge')
  expect(redactRules(false, openaiProfile)).toBeUndefined()
  expect(() => redactRules({ patterns: [{ kind: 'My Badge', pattern: /x/ }] }, openaiProfile)).toThrow(/lower-case letters/)
})
