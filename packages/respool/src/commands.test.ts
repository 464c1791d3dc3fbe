import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { commands } from './commands.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

interface Named {
  readonly place: string
  readonly word: string
}

// What may stand behind the name of the project in a message, and is no command.
const prose = new Set(['and', 'can', 'cannot', 'does', 'has', 'is', 'knows', 'may', 'or', 'reads', 'records', 'replays', 'writes'])

test('every command that a message or a document names is there', () => {
  const named = [...messages(), ...documents()]
  // Help, errors and READMEs name some: were there none, this test would look in the wrong place.
  expect(named.map(({ word }) => word)).toEqual(expect.arrayContaining(['ls', 'show']))
  const unknown = named.filter(({ word }) => !(word in commands))
  expect(unknown.map(({ place, word }) => `${place}: respool ${word}`)).toEqual([])
})

test.each([
  ['`respool lz` lists them', ['lz']],
  ['```sh\nnpx respool shoe a.yaml\n```', ['shoe']],
  ['respool replays what it has recorded', []],
  ['`import { x } from respool`', []],
])('in a document, %j names %j', (text, want) => {
  expect(inDocument(text)).toEqual(want)
})

test.each([
  ["throw new Error('Run respool lz first.')", ['lz']],
  ['const text = `respool ${name} lists`', []],
  ["'respool has no answer'", []],
  ['// respool lz is no message', []],
])('in a source, %j names %j', (text, want) => {
  expect(inSource(text)).toEqual(want)
})

function inDocument(text: string): string[] {
  const fenced = [...text.matchAll(/```[^\n]*\n([\s\S]*?)```/g)].flatMap(([, code]) => [
    ...code!.matchAll(/^(?:\$ )?(?:npx |pnpm (?:exec )?)?respool ([a-z]\w*)/gm),
  ])
  const inline = [...text.matchAll(/`(?:npx |pnpm (?:exec )?)?respool ([a-z]\w*)[^`\n]*`/g)]
  return [...fenced, ...inline].map(([, word]) => word!)
}

function inSource(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line))
    .flatMap((line) => [...line.matchAll(/['"`](?:[^'"`]*\W)?respool ([a-z]\w*)/g)])
    .map(([, word]) => word!)
    .filter((word) => !prose.has(word))
}

function messages(): Named[] {
  return readdirSync(join(root, 'packages'))
    .flatMap((name) => filesBelow(join(root, 'packages', name, 'src')))
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|__fixtures__|generated/.test(file))
    .flatMap((file) => inSource(readFileSync(file, 'utf8')).map((word) => ({ place: relative(root, file), word })))
}

function documents(): Named[] {
  const readmes = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name, 'README.md'))
  const top = ['README.md', 'CONTRIBUTING.md'].map((name) => join(root, name))
  return [
    ...top,
    ...readmes,
    ...filesBelow(join(root, 'docs')).filter((file) => file.endsWith('.md')),
    ...filesBelow(join(root, '.changeset')).filter((file) => file.endsWith('.md')),
  ].flatMap((file) => inDocument(readFileSync(file, 'utf8')).map((word) => ({ place: relative(root, file), word })))
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  )
}
