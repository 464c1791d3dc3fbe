import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slug } from './slug.ts'

describe('a name becomes', () => {
  test.each([
    ['says hi', 'says-hi'],
    ['2 turns', '2-turns'],
    ['Says hi', 'says-hi-b957c7b7'],
    ['says hi b957c7b7', 'says-hi-b957c7b7-'],
    ['deadbeef', 'deadbeef-'],
    ['Says hi!', 'says-hi-cffad7e2'],
    ['こんにちは', '125aeadf'],
    ['says  hi', 'says-hi-'],
    ['says-hi', 'says-hi-'],
    [' says hi', 'says-hi-'],
    ['GPT-4o: streams!', 'gpt-4o-streams-'],
    ['diz olá', 'diz-ola-'],
    ['../../etc/passwd', 'etc-passwd-'],
    ['a\\b:c*d?e"f<g>h|i', 'a-b-c-d-e-f-g-h-i-'],
    ['nul', 'nul-'],
    ['com1', 'com1-'],
    ['dot.', 'dot-'],
    ['x'.repeat(60), 'x'.repeat(60)],
    ['x'.repeat(61), `${'x'.repeat(60)}-`],
    ['', ''],
    ['🎉', ''],
  ])('%j: %j', (name, want) => {
    const got = slug(name)
    if (want === '' || want.endsWith('-')) expect(got).toMatch(new RegExp(`^${want}[0-9a-f]{8}$`))
    else expect(got).toBe(want)
  })
})

test('no two names share a slug, on file systems that do not know upper case either', () => {
  const char = fc.constantFrom('a', 'A', 'á', 'ä', ' ', '-', '.', '/', '1', '本')
  const name = fc.array(char, { maxLength: 6 }).map((chars) => chars.join(''))
  fc.assert(
    fc.property(name, name, (a, b) => a === b || slug(a).toLowerCase() !== slug(b).toLowerCase()),
    { numRuns: 2000 },
  )
})

test('a slug is a name that every file system takes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff), { maxLength: 200 }), (codes) => /^(?!-)[a-z\d-]{1,69}$/.test(slug(String.fromCharCode(...codes)))),
  )
})
