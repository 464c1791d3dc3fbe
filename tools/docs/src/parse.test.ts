import { expect, test } from 'vitest'
import type { Block } from './block.ts'
import { extractBlocks } from './extract.ts'
import { checkCommands, parseBlock } from './parse.ts'
import type { Project } from './project.ts'

const project: Project = { path: '/nowhere', bin: '/nowhere', installed: new Set(['openai', '@respool/fetch']) }

function block(info: string, code: string, above = ''): Block {
  return extractBlocks('page.md', `${above}\`\`\`${info}\n${code}\n\`\`\`\n`)[0]!
}

test.each([
  ['json', '{"a": 1}', 'parsed', undefined],
  ['json', '{"a": 1,}', 'parsed', 'JSON'],
  ['yaml', 'a: [1]', 'parsed', undefined],
  ['yaml', 'a: [1', 'parsed', 'Flow sequence'],
  ['sh', 'npm install openai', 'parsed', undefined],
  ['text', 'whatever', 'left', 'nobody knows what to do with `text`'],
])('%s: %s', async (info, code, treatment, failure) => {
  const verdict = await parseBlock(block(info, code), project)
  expect(verdict.treatment).toBe(treatment)
  if (failure === undefined) expect(verdict.failure).toBeUndefined()
  else expect(verdict.failure).toContain(failure)
})

test('what is left has its reason', async () => {
  const left = block('text', 'a -> b', '<!-- unchecked: a picture -->\n\n')
  expect(await parseBlock(left, project)).toEqual({ treatment: 'left', note: 'a picture' })
})

test.each([
  ['npm install --save-dev openai @respool/fetch # both'],
  ['pnpm add -D openai\n\n# a remark\nnpm test'],
  ['npm run demo    # before your eyes'],
  ['node scripts/x.mjs check'],
])('commands that are there: %s', async (code) => {
  await expect(checkCommands(code, project.installed)).resolves.toBeUndefined()
})

test.each([
  ['npm install opnai', 'opnai: not what a reader can install'],
  ['npm run dmeo', 'npm run dmeo: is it to `run`?'],
  ['rm -rf /', 'rm -rf /: is it to `run`?'],
])('commands that are not: %s', async (code, message) => {
  await expect(checkCommands(code, project.installed)).rejects.toThrow(message)
})
