import { expect, test } from 'vitest'
import { extractBlocks } from './extract.ts'

const fence = '```'

/** A page with one block. */
function block(info: string, code = 'one()', above = '') {
  return extractBlocks('page.md', `# Page\n\n${above}${fence}${info}\n${code}\n${fence}\n`)[0]
}

test.each([
  ['a language alone', 'ts', { lang: 'ts', code: 'one()\n', line: 4, run: false, output: false, file: undefined, env: {}, before: '' }],
  ['no language', '', { lang: '' }],
  ['words', 'sh run fails offline', { lang: 'sh', run: true, fails: true, offline: true }],
  ['a file and variables', 'ts run file=src/a.ts MODE=a=b EMPTY=', { file: 'src/a.ts', env: { MODE: 'a=b', EMPTY: '' } }],
  ['output', 'text output', { output: true, command: undefined }],
])('%s', (_, info, want) => {
  expect(block(info)).toMatchObject(want)
})

test.each([
  ['code in front', '<!-- before:\nconst a = 1\n-->\n\n', { before: 'const a = 1\n', line: 8 }],
  ['a command', '<!-- run: node a.ts | head -->\n\n', { command: 'node a.ts | head' }],
  ['a reason', '<!-- unchecked: a picture -->\n\n', { unchecked: 'a picture' }],
  ['several comments', '<!-- prettier-ignore -->\n<!-- unchecked: a picture -->\n\n', { unchecked: 'a picture' }],
  ['a comment that says nothing of it', '<!-- generated -->\n\n', { unchecked: undefined, before: '', command: undefined }],
  ['a comment with text between', '<!-- unchecked: a picture -->\n\nText.\n\n', { unchecked: undefined }],
])('above it: %s', (_, above, want) => {
  expect(block('ts', 'one()', above)).toMatchObject(want)
})

test('a comment is for the next block alone', () => {
  const page = `<!-- unchecked: a picture -->\n\n${fence}text\na\n${fence}\n\n${fence}text\nb\n${fence}\n`
  expect(extractBlocks('page.md', page).map(({ unchecked }) => unchecked)).toEqual(['a picture', undefined])
})

test('blocks in lists and quotes count, indented code and code in longer fences does not', () => {
  const page = `- a\n\n  ${fence}ts\n  a\n  ${fence}\n\n> ${fence}ts\n> b\n> ${fence}\n\n${fence}${fence}md\n${fence}ts\nc\n${fence}\n${fence}${fence}\n`
  expect(extractBlocks('page.md', page).map(({ lang, code }) => [lang, code])).toEqual([
    ['ts', 'a\n'],
    ['ts', 'b\n'],
    ['md', '```ts\nc\n```\n'],
  ])
})

test('a word that nobody knows is an error: it may be one that is misspelt', () => {
  expect(() => block('ts rnu')).toThrow('page.md:3: rnu is not one of run')
})
