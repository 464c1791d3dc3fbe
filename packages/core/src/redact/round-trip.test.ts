import { fakeSecrets, variablesOf } from '@respool/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes, decodeUtf8, encodeUtf8 } from '../model/body.ts'
import { openaiProfile } from '../model/profile.ts'
import { bodyKey } from '../match/key.ts'
import { matchPlaceholders, placeholderKeys } from '../match/placeholders.ts'
import { matchRules } from '../match/rules.ts'
import { httpRequest } from '../model/interaction.ts'
import { findInBody } from './body.ts'
import { byteText, replaceInChunks } from './chunks.ts'
import { redactRules } from './rules.ts'
import { redactText } from './text.ts'

const names = [
  'openaiInHeader',
  'anthropicInHeader',
  'githubInKeptHeader',
  'googleInQuery',
  'huggingfaceInPath',
  'openaiInPrompt',
  'awsId',
  'jwt',
  'pem',
  'slack',
  'envPlain',
  'xaiInTurns',
  'githubInFile',
  'openrouterInEvent',
  'groqOverChunks',
] as const
const signs = [' ', '"', '\n', ', ', '<', '`', '=', '(', '/', '-', 'é']
const endings = ['', ' ', '"', '\n', '. ', ',', '>', '`', ')', '?', 'é']

test('whatever secret, whatever stands around it, however it was cut: it is gone, the JSON is whole, and any reader finds it', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.constantFrom(...names),
      fc.array(fc.nat(600), { maxLength: 6 }),
      fc.constantFrom(...signs),
      fc.constantFrom(...endings),
      (seed, name, cuts, before, after) => {
        const secrets = fakeSecrets(String(seed))
        const rules = redactRules({}, openaiProfile, variablesOf(secrets))!
        const write = (secret: string) => JSON.stringify({ messages: [{ content: `x${before}${secret}${after}y` }] })
        const chunks = cut(encodeUtf8(write(secrets[name])), cuts)

        const stored = decodeUtf8(concatBytes(replaceInChunks(chunks, findInBody(byteText(chunks), [], rules))))!
        expect(stored).toContain('respool-redacted-')
        expect(stored).not.toContain(JSON.stringify(secrets[name]).slice(-12, -1))
        expect(() => JSON.parse(stored) as unknown).not.toThrow()
        expect(redactText(stored, rules)).toBe(stored)

        const recorded = placeholderKeys(keysOf(stored))
        for (const reader of [secrets[name], fakeSecrets('of another reader')[name], 'replay']) {
          expect(matchPlaceholders(recorded, keysOf(write(reader)))).toBeDefined()
        }
      },
    ),
    { numRuns: 300 },
  )
})

function cut(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((each) => each % bytes.length).sort((a, b) => a - b), bytes.length]
  return places.slice(1).map((end, index) => bytes.slice(places[index], end))
}

function keysOf(body: string): { target: string; body: string } {
  return { target: '', body: bodyKey(httpRequest({ url: 'https://x.io/', body }), matchRules()) }
}
