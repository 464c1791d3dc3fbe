import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openaiProfile } from '../model/profile.ts'
import { secretValues } from './environment.ts'
import { redactRules } from './rules.ts'
import { redactText } from './text.ts'

const value = 'q7Zr-92xw.LmTk41'
const kinds = (variables: Record<string, string>) => [...new Set(secretValues(variables).map(({ kind }) => kind))]

describe('a variable is searched for', () => {
  test.each([
    ['MY_SERVICE_KEY', value, 'env-my-service-key'],
    ['OPENAI_API_KEY', value, 'env-openai-api-key'],
    ['GITHUB_TOKEN', value, 'env-github-token'],
    ['npm_config_authToken', value, 'env-npm-config-authtoken'],
    ['DB_PASSWORD', 'correct horse battery', 'env-db-password'],
    ['SERVICE_CREDENTIALS', value, 'env-service-credentials'],
    ['AWS_SECRET_ACCESS_KEY', 'abc/def+ghi/jkl0', 'env-aws-secret-access-key'],
  ])('%s=%s', (name, text, kind) => {
    expect(kinds({ [name]: text })).toEqual([kind])
  })
})

describe('a variable is left alone', () => {
  test.each([
    ['with an innocent name', 'HOME_PAGE', value],
    ['that counts tokens', 'MAX_TOKENS', value],
    ['about keyboards', 'KEYBOARD_LAYOUT', value],
    ['that says where a key is', 'SSH_KEY_PATH', value],
    ['shorter than 12 characters', 'MY_KEY', 'abc123def45'],
    ['holding a path', 'SSH_KEY', '/home/ana/.ssh/id_ed25519'],
    ['holding a URL', 'TOKEN_ISSUER_KEY', 'https://issuer.example.com/keys'],
    ['holding a number', 'KEY_ID_SECRET', '1234567890123'],
    ['holding a word', 'API_KEY', 'development'],
    ['holding a stand-in', 'OPENAI_API_KEY', 'your-api-key-here'],
    ['holding one character, often', 'OPENAI_API_KEY', 'xxxxxxxxxxxxxxxx'],
  ])('%s', (_, name, text) => {
    expect(kinds({ [name]: text })).toEqual([])
  })
})

const secrets = fc.stringMatching(/^[!-~]{12,40}$/).filter((text) => secretValues({ MY_KEY: text }).length > 0)
const around = fc.stringMatching(/^[ a-z.:,]{0,7}$/)
const base64 = (text: string) => Buffer.from(text).toString('base64')

test.each<[string, (secret: string, before: string, after: string) => string]>([
  ['plain', (secret, before, after) => `${before} ${secret} ${after}`],
  ['in JSON', (secret, before, after) => JSON.stringify({ [before]: `${after} ${secret}` })],
  ['in JSON in JSON', (secret, before) => JSON.stringify({ arguments: JSON.stringify({ x: `${before} ${secret}` }) })],
  [
    'in JSON with every character escaped',
    (secret) => `"${secret.replaceAll(/[^]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`,
  ],
  ['in a URL', (secret, before, after) => `?q=${encodeURIComponent(`${before} ${secret}`)}&r=${after}`],
  ['in a URL in a URL', (secret) => `?q=${encodeURIComponent(`https://x.io/?r=${encodeURIComponent(secret)}`)}`],
  ['in base64, whatever stands around it', (secret, before, after) => `x ${base64(before + secret + after)} y`],
  ['in base64url', (secret, before, after) => `x ${Buffer.from(before + secret + after).toString('base64url')} y`],
])('a value is found %s, and nothing of it is left', (_, write) => {
  fc.assert(
    fc.property(secrets, around, around, (secret, before, after) => {
      const text = write(secret, before, after)
      const rules = redactRules({}, openaiProfile, { MY_KEY: secret })!
      const safe = redactText(text, rules)
      expect(safe).toContain('respool-redacted-')
      // No form of it, not even a half.
      for (const form of [secret, base64(secret).slice(4, -6), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
        if (!'respool-redacted-env-my-key'.includes(form)) expect(safe).not.toContain(form)
      }
      expect(redactText(safe, rules)).toBe(safe)
    }),
    { numRuns: 200 },
  )
})

test('what is left of a value where the stream broke off is found, if it is long enough to tell', () => {
  const rules = redactRules({}, openaiProfile, { MY_KEY: value })!
  expect(redactText(`data: {"a":"${value.slice(0, 13)}`, rules)).toBe('data: {"a":"respool-redacted-env-my-key')
  expect(redactText(`data: {"a":"${value.slice(0, 8)}`, rules)).toBe(`data: {"a":"${value.slice(0, 8)}`)
})

test('values beyond ASCII are found as text and as bytes', () => {
  const secret = 'senha-é-ção-0417'
  const rules = redactRules({}, openaiProfile, { MY_KEY: secret })!
  expect(redactText(`a ${secret} b`, rules)).toBe('a respool-redacted-env-my-key b')
  expect(redactText(`a ${encodeURIComponent(secret)} b`, rules)).toBe('a respool-redacted-env-my-key b')
})

test('redact.environment: false leaves them alone', () => {
  expect(redactText(value, redactRules({ environment: false }, openaiProfile, { MY_KEY: value })!)).toBe(value)
})
