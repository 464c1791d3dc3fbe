import { describe, expect, test } from 'vitest'
import { ownNames, secretName, type NameWhere } from './names.ts'

const none = ownNames([])
const random = 'a1B2c3D4e5F6g7H8'

describe('the value of this name is a secret', () => {
  test.each<[string, string, NameWhere, string]>([
    ['api_key', 'x', 'field', 'field-api-key'],
    ['apiKey', 'x', 'field', 'field-api-key'],
    ['API-KEY', 'x', 'query', 'field-api-key'],
    ['openai_api_key', 'x', 'field', 'field-api-key'],
    ['key', 'x', 'query', 'field-key'],
    ['sig', 'x', 'query', 'field-sig'],
    ['access_token', 'x', 'field', 'field-access-token'],
    ['refreshToken', 'x', 'field', 'field-refresh-token'],
    ['client_secret', 'x', 'field', 'field-client-secret'],
    ['password', 'hunter2', 'field', 'field-password'],
    ['db_password', 'two words', 'field', 'field-password'],
    ['secret', 'x', 'field', 'field-secret'],
    ['Authorization', 'x', 'field', 'field-authorization'],
    ['token', random, 'field', 'field-token'],
    ['github_token', random, 'field', 'field-token'],
    ['X-Amz-Signature', 'x', 'query', 'field-x-amz-signature'],
  ])('%s: %s in a %s', (name, value, where, want) => {
    expect(secretName(name, value, where, none)).toBe(want)
  })
  test('which the user has named, in whatever spelling', () => {
    expect(secretName('badgeNumber', '17', 'field', ownNames(['badge_number']))).toBe('field-badge-number')
  })
})

describe('the value of this name is none', () => {
  test.each<[string, string, NameWhere]>([
    ['max_tokens', '100', 'field'],
    ['prompt_tokens', '12', 'field'],
    ['completion_tokens_details', 'x', 'field'],
    ['tokens', random, 'field'],
    ['token', 'Olá', 'field'],
    ['token', 'internationalization', 'field'],
    ['next_page_token', '2', 'query'],
    ['key', 'the key of a map', 'field'],
    ['signature', 'love, Ana', 'field'],
    ['keys', 'a', 'query'],
    ['author', 'a', 'field'],
    ['secretary', 'Ana', 'field'],
    ['password', '', 'field'],
    ['password', 'string', 'field'],
    ['password', '********', 'field'],
    ['api_key', '${OPENAI_API_KEY}', 'field'],
    ['api_key', '<your key>', 'field'],
    ['api_key', 'respool-redacted-openai', 'field'],
  ])('%s: %s in a %s', (name, value, where) => {
    expect(secretName(name, value, where, none)).toBeUndefined()
  })
})
