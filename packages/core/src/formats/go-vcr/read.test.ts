import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRespoolError } from '../../model/errors.ts'
import { readLenient } from './lenient.ts'
import type { ReadFile } from './read.ts'
import { fixture, readStrictText } from './test-data.ts'
import { isYamlMap, type YamlValue } from './tree.ts'

const strict = (text: string): unknown => plain(readStrictText(text)?.root)
const lenient = async (text: string): Promise<unknown> => plain((await readLenient({ name: 'x', text, warnings: [] })).root)

describe('what go-yaml writes is read by both readers alike', () => {
  test.each<[why: string, yaml: string, want: unknown]>([
    ['plain text', 'a: hello world\n', 'hello world'],
    ['a plain text with colons', 'a: https://x.example:80/?y\n', 'https://x.example:80/?y'],
    ['numbers in their canonical form', 'a: -12.5\n', -12.5],
    ['numbers in another form stay text', 'a: 1.50\n', '1.50'],
    ['true', 'a: true\n', true],
    ['yes is text', 'a: yes\n', 'yes'],
    ['null', 'a: null\n', null],
    ['a date stays text', 'a: 2026-11-21\n', '2026-11-21'],
    ['single quotes', "a: 'it''s: \"1\"'\n", 'it\'s: "1"'],
    ['double quotes', 'a: "\\0\\a\\b\\t\\n\\v\\f\\r\\e \\"\\\\\\N\\_\\x41\\u00e9\\U0001F600"\n', '\0\x07\b\t\n\v\f\r\x1b "\\\x85\xa0Aé😀'],
    ['double quotes behind backslashes', 'a: "\\\\\\\\"\n', '\\\\'],
    ['folded double quotes', 'a: "one two\n  three\\n\n  \\  four\\\n  five"\n', 'one two three\n   fourfive'],
    ['folded single quotes', "a: 'one\n\n  two\n  three'\n", 'one\ntwo three'],
    ['a literal', 'a: |\n  x\n\n    y\n', 'x\n\n  y\n'],
    ['a literal without its last break', 'a: |-\n  x\n', 'x'],
    ['a literal with all its breaks', 'a: |+\n  x\n\n\nb: 1\n', 'x\n\n\n'],
    ['a literal that begins with a space', 'a: |2-\n   x\n  y\n', ' x\ny'],
    ['a literal of four columns', 'a: |4-\n\n    x\n', '\nx'],
    ['binary', 'a: !!binary /wA=\n', Uint8Array.of(255, 0)],
    ['binary in lines', 'a: !!binary |\n  /wAB\n  Ag==\n', Uint8Array.of(255, 0, 1, 2)],
    ['an empty list and map', 'a:\n- []\n- {}\n', [[], []]],
    ['a compact list', 'a:\n- x\n- "1"\n', ['x', '1']],
    [
      'an indented list',
      'a:\n    - x\n    - b: 1\n      c: 2\n',
      [
        'x',
        [
          ['b', 1],
          ['c', 2],
        ],
      ],
    ],
    [
      'keys of digits keep their place',
      'a:\n  b: x\n  1: y\n',
      [
        ['b', 'x'],
        ['1', 'y'],
      ],
    ],
    [
      'keys in quotes',
      'a:\n  "true": x\n  \'b: c\': y\n',
      [
        ['true', 'x'],
        ['b: c', 'y'],
      ],
    ],
    ['a key of several lines', 'a:\n  ? |-\n    b\n    c\n  : - x\n', [['b\nc', ['x']]]],
    ['a key that is binary', 'a:\n  !!binary /w==: x\n', [['\udcff', 'x']]],
    ['a key called __proto__', 'a:\n  __proto__: x\n', [['__proto__', 'x']]],
  ])('%s', async (_, yaml, want) => {
    const [[, value]] = strict(yaml) as [[string, unknown]]
    expect(value).toEqual(want)
    expect(await lenient(yaml)).toEqual(strict(yaml))
  })
})

test.each<[why: string, yaml: string, want: string]>([
  ['in a literal', 'a: |\n  x\u2028  y\n', 'x\u2028y\n'],
  ['at the end of a literal, whose line the next key continues', 'a: |\n  x\n  y\u2028b: 1\n', 'x\ny\u2028'],
  ['in single quotes', "a: 'x\u2029  y'\n", 'x\u2029y'],
  ['last in single quotes', "a: 'x\u2028'\n", 'x\u2028'],
])('U+2028 and U+2029 are breaks, as in go-yaml: %s', (_, yaml, want) => {
  expect((strict(yaml) as [[string, unknown]])[0][1]).toBe(want)
})

describe('what go-yaml would not write is left to js-yaml, which takes it or refuses it', () => {
  test.each<[why: string, yaml: string, want: unknown]>([
    ['a comment', 'a: b # c\n', 'b'],
    ['flow style', 'a: {b: [1]}\n', [['b', [1]]]],
    ['a folded block', 'a: >\n  x\n  y\n', 'x y\n'],
    ['plain text of several lines', 'a: x\n  y\n', 'x y'],
    ['a blank line between keys', 'a: x\n\nb: y\n', 'x'],
    ['CRLF', 'a: |\r\n  x\r\n', 'x\n'],
    ['an escape of JSON', 'a: "\\/"\n', '/'],
    ['a surrogate pair in escapes', 'a: "\\ud83d\\ude00"\n', '😀'],
    ['no value', 'a:\nb: 1\n', null],
    ['an alias', 'a: &x [1]\nb: *x\n', [1]],
    ['an explicit tag', 'a: !!str 5\n', '5'],
    ['a key twice', 'a: 1\na: 2\n', undefined],
    ['a key twice in an inner map', 'a:\n  b: 1\n  b: 2\n', undefined],
    ['a tab for indentation', 'a:\n\tb: 1\n', undefined],
    ['a control character', 'a: "\x01"\n', undefined],
    ['an unknown escape', 'a: "\\q"\n', undefined],
    ['an unknown tag', 'a: !x y\n', undefined],
    ['binary that is none', 'a: !!binary "%"\n', undefined],
    ['a quote that is not closed', 'a: "x\n', undefined],
    ['a line out of place', 'a:\n    b: 1\n  c: 2\n', undefined],
    ['a second document', 'a: 1\n---\nb: 2\n', undefined],
    ['nesting without end', `a: ${'['.repeat(100_000)}`, undefined],
    ['an alias of itself', 'a: &x [*x]\n', undefined],
  ])('%s', async (_, yaml, want) => {
    expect(readStrictText(yaml)).toBeUndefined()
    if (want === undefined) await expect(lenient(yaml)).rejects.toThrow(/^Cannot read the cassette x/)
    else expect(((await lenient(yaml)) as [[string, unknown]])[0][1]).toEqual(want)
  })
})

test('interactions that are no list have no place to which both readers would add', async () => {
  const text = 'version: 2\ninteractions:\n  id: 0\n'
  const read = await readLenient({ name: 'x', text, warnings: [] })
  expect(read.pieces).toBeUndefined()
  expect(readStrictText(text)).toEqual(read)
})

test('damaged files: the strict reader never reads what js-yaml reads otherwise', async () => {
  const files = ['poem-stream.yaml', 'stock-layout.yaml', 'edited-by-hand.yaml'].map((name) => new TextDecoder().decode(fixture(name)))
  const bits = [
    ' ',
    '\n',
    '\t',
    "'",
    '"',
    '\\',
    ': ',
    '- ',
    '#',
    '|',
    '>',
    '!!binary ',
    '? ',
    '[',
    '}',
    '&a ',
    '*a',
    '---',
    'null',
    '😀',
    '<<: ',
  ]
  const edit = fc.record({ at: fc.noBias(fc.nat({ max: 9999 })), drop: fc.nat({ max: 3 }), put: fc.constantFrom('', ...bits) })
  let read = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 3 }), async (file, edits) => {
      const text = edits.reduce((before, { at, drop, put }) => {
        const from = Math.floor((at / 10_000) * before.length)
        return before.slice(0, from) + put + before.slice(from + drop)
      }, file)
      const found = readStrictText(text.toWellFormed())
      const other = await readLenient({ name: 'x', text: text.toWellFormed(), warnings: [] }).catch(refusal)
      if (found === undefined) return
      read++
      expect(other).toEqual(found)
    }),
    { numRuns: 1000 },
  )
  expect(read).toBeGreaterThan(50)
})

function refusal(error: unknown): ReadFile | undefined {
  if (isRespoolError(error, 'invalid-cassette')) return undefined
  throw error
}

/** Maps as lists of pairs, which show their order. */
function plain(value: YamlValue | undefined): unknown {
  if (isYamlMap(value)) return Array.from(value, ([key, each]) => [key, plain(each)])
  return Array.isArray(value) ? (value as YamlValue[]).map(plain) : value
}
