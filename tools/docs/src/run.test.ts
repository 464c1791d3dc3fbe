import { mkdir } from 'node:fs/promises'
import { tempFolder } from '@respool/testkit'
import { expect, test } from 'vitest'
import { extractBlocks } from './extract.ts'
import type { Project } from './project.ts'
import { runPage } from './run.ts'

const ask = `const response = await fetch(process.env.OPENAI_BASE_URL + '/models')
console.log(response.url, response.status)`

/** What becomes of a page's blocks, in order: the failure, or what was done. */
async function run(markdown: string): Promise<string[]> {
  await using folder = await tempFolder()
  await mkdir(folder.file('pages'))
  const project: Project = { path: folder.path, bin: '', installed: new Set() }
  const blocks = extractBlocks('docs/page.md', markdown.replaceAll("'''", '```'))
  const verdicts = await runPage('docs/page.md', blocks, project)
  return [...verdicts.values()].map(({ treatment, failure }) => failure ?? treatment)
}

test('programs run beside a server, which readers know by another name', async () => {
  const page = `'''js run\n${ask}\n'''\n\n'''text output\nhttps://api.openai.com/v1/models 200\n'''`
  expect(await run(page)).toEqual(['run', 'compared'])
})

test('blocks of a page share a folder, in order', async () => {
  const page = `'''js file=a.js\nexport const a = 1\n'''\n\n'''js run\nimport { a } from './a.js'\nconsole.log(a)\n'''\n\n<!-- run: ls -->\n\n'''text output\na.js\nline-6.js\n'''`
  expect(await run(page)).toEqual(['run', 'compared'])
})

test.each([
  ['a program that fails', `'''sh run\nexit 3\n'''`, /^exit code 3/],
  ['one that should, and does', `'''sh run fails\nexit 3\n'''`, /^run$/],
  ['one that should, and does not', `'''sh run fails\ntrue\n'''`, /^exit code 0/],
  ['a request where none may be', `'''js run offline\n${ask}\n'''`, /^1 requests reached the server$/],
  ['a variable', `'''sh run MODE=replay\ntest "$MODE" = replay\n'''`, /^run$/],
  ['CI is not set, whatever it is here', `'''sh run\ntest -z "$CI"\n'''`, /^run$/],
  ['an output of nothing', `'''text output\na\n'''`, /^nothing was run above it$/],
  ['another output', `<!-- run: echo b -->\n\n'''text output\na\n'''`, /^documented:\n {4}a\nprinted:\n {4}b$/],
])('%s', async (_, page, want) => {
  expect((await run(page)).at(-1)).toMatch(want)
})
