import { expect, test } from 'vitest'
import { writeScalar, type ScalarPlace } from './scalar.ts'

const place: ScalarPlace = { column: 2, indent: 2, emitter: 'yaml.v4-rc3', safe: false }

test.each<[why: string, given: string, want: string]>([
  ['a word', 'hello', 'hello'],
  ['a URL', 'https://api.example.com/v1?x=1#top', 'https://api.example.com/v1?x=1#top'],
  ['nothing', '', '""'],
  ['what would be null', 'null', '"null"'],
  ['what would be a number', '200', '"200"'],
  ['what would be a hexadecimal number', '0x1F', '"0x1F"'],
  ['what would be a date', '2026-11-21', '"2026-11-21"'],
  ['what only looks like a date', '2026-02-30', '2026-02-30'],
  ['what YAML 1.1 takes for true', 'yes', '"yes"'],
  ['what YAML 1.1 takes for 45 000 seconds', '12:30:00', '"12:30:00"'],
  ['JSON', '{"it":"is"}', `'{"it":"is"}'`],
  ['JSON with an apostrophe', `{"it":"isn't"}`, `'{"it":"isn''t"}'`],
  ['a colon and a space', 'a: b', `'a: b'`],
  ['what would be a comment', 'a #b', `'a #b'`],
  ['spaces around', ' a ', `' a '`],
  ['a tab', 'a\tb', '"a\\tb"'],
  ['an emoji', 'a 😀', '"a \\U0001F600"'],
  ['a BOM inside', 'a\ufeff', '"a\\uFEFF"'],
  ['a BOM first escapes everything', '\ufeffa é', '"\\uFEFF\\x61\\x20\\xE9"'],
  ['lines', 'a\nb', '|-\n  a\n  b'],
  ['lines that end', 'a\n\nb\n', '|\n  a\n\n  b\n'],
  ['lines that end in blank ones', 'a\n\n\n', '|+\n  a\n\n\n'],
  ['lines of which the first is indented', '  a\nb\n', '|2\n    a\n  b\n'],
  ['lines with an emoji', 'a\n😀\n', '"a\\n\\U0001F600\\n"'],
  ['lines with CR', 'a\r\nb\r\n', '"a\\r\\nb\\r\\n"'],
  ['lines with a space before a break', 'a \nb', '"a \\nb"'],
  ['nothing but breaks', '\n\n', '"\\n\\n"'],
  ['a break that only YAML 1.1 knows', 'a\u2028b', `'a\u2028  b'`],
])('as go-yaml: %s', (_, given, want) => {
  expect(writeScalar(given, place)).toBe(want)
})

test.each<[why: string, given: string, want: string]>([
  ['lines are literals still', 'a\nb\n', '|\n  a\n  b\n'],
  ['a first line with a space', ' a\nb', '" a\\nb"'],
  ['a first line with a tab, which Go cannot read back', '\ta\nb', '"\\ta\\nb"'],
  ['an empty first line', '\na', '"\\na"'],
  ['U+2028, which other readers take for text', 'a\u2028b', '"a\\Lb"'],
  ['U+2029', 'a\u2029b\n', '"a\\Pb\\n"'],
  ['one line with a space first', ' a', `' a'`],
])('safe: %s', (_, given, want) => {
  expect(writeScalar(given, { ...place, safe: true })).toBe(want)
})

test('bytes that are no UTF-8 become base64, from 70 characters on in lines', () => {
  expect(writeScalar(Uint8Array.of(0xff, 0xfe, 0x00), place)).toBe('!!binary //4A')
  const long = writeScalar(new Uint8Array(60).fill(0xff), place)
  expect(long).toBe(`!!binary |\n  ${'/'.repeat(70)}\n  ${'/'.repeat(10)}\n`)
})

test('text that stands for bytes (a header that was no UTF-8) becomes base64 too', () => {
  expect(writeScalar('a\udcff', place)).toBe('!!binary Yf8=')
})

test.each<[given: string, v3: string, rc6: string, safe: string]>([
  ['yes', '"yes"', "'yes'", '"yes"'],
  ['12:30', '"12:30"', "'12:30'", '"12:30"'],
  ['<<', '<<', "'<<'", '"<<"'],
  ['0b-1', '"0b-1"', '0b-1', '"0b-1"'],
  ['\n', '|2+\n', '"\\n"', '"\\n"'],
  ['\na', '|2-\n  a', '|-\n\n  a', '"\\na"'],
])('other go-yaml versions write %j in their own way', (given, v3, rc6, safe) => {
  expect(writeScalar(given, { ...place, emitter: 'yaml.v3' })).toBe(v3)
  expect(writeScalar(given, { ...place, emitter: 'yaml.v4-rc6' })).toBe(rc6)
  expect(writeScalar(given, { ...place, emitter: 'yaml.v3', safe: true })).toBe(safe)
})
