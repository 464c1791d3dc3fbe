import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { parse as parseYaml } from 'yaml'
import type { Block } from './block.ts'
import { has, shell } from './process.ts'
import type { Project } from './project.ts'
import type { Verdict } from './verdict.ts'

/** Judges a block that is neither run nor type-checked by what it is: data, a command, another language. */
export async function parseBlock(block: Block, project: Project): Promise<Verdict> {
  if (block.unchecked !== undefined) return { treatment: 'left', note: block.unchecked }
  const parse = block.cassette ? parseAsCassette : parsers[block.lang]
  if (!parse)
    return { treatment: 'left', failure: `nobody knows what to do with \`${block.lang}\`: mark it as output, or say why it is left` }
  try {
    const note = await parse(block.code, project)
    if (note?.startsWith('no ')) return { treatment: 'left', note }
    return { treatment: 'parsed', ...(note !== undefined && { note }) }
  } catch (error) {
    return { treatment: 'parsed', failure: error instanceof Error ? error.message : String(error) }
  }
}

/** Throws what is wrong. Says what else there is to say, which begins with `no` where the language's program is not here. */
type Parse = (code: string, project: Project) => Promise<string | undefined>

const parsers: Readonly<Record<string, Parse>> = {
  json: async (code) => void JSON.parse(code),
  yaml: async (code) => void parseYaml(code),
  sh: async (code, project) => {
    await checkCommands(code, project.installed)
    return undefined
  },
  go: async (code) => (await by('gofmt', 'gofmt -e', code)) ?? 'built and run by `npm run interop`',
  py: async (code) => by('python3', `python3 -c 'import ast, sys; ast.parse(sys.stdin.read())'`, code),
  ruby: async (code) => by('ruby', 'ruby -c', code),
}

async function by(program: string, command: string, code: string): Promise<string | undefined> {
  if (!(await has(program))) return `no ${program} here`
  const { code: status, output } = await shell(`${command} <<'END OF BLOCK'\n${code}\nEND OF BLOCK`, { cwd: '.' })
  if (status !== 0) throw new Error(output)
  return undefined
}

async function parseAsCassette(code: string, project: Project): Promise<undefined> {
  const core = (await import(pathToFileURL(join(project.path, 'node_modules/@respool/core/dist/index.js')).href)) as {
    parseCassette(text: string): Promise<{ interactions: readonly unknown[] }>
  }
  if ((await core.parseCassette(code)).interactions.length === 0) throw new Error('a cassette without interactions')
}

/** Of commands that are not run: what they install a reader has installed, and what they start is there. */
export async function checkCommands(code: string, installed: ReadonlySet<string>): Promise<void> {
  for (const line of code.split('\n').map((text) => text.replace(/(^|\s)#.*/, '').trim())) {
    if (line === '') continue
    const [, packages] = /^(?:npm (?:install|i)|pnpm add|yarn add|bun add)((?: \S+)+)$/.exec(line) ?? []
    const [, script] = /^(?:npm run|npm(?= test)|pnpm|node scripts\/x\.mjs) (\S+)/.exec(line) ?? []
    if (packages !== undefined) checkPackages(packages, installed)
    else if (script === undefined || !(await scripts()).includes(script))
      throw new Error(`${line}: is it to \`run\`? Else say why it is left`)
  }
}

function checkPackages(words: string, installed: ReadonlySet<string>): void {
  const missing = words.split(' ').filter((word) => word !== '' && !word.startsWith('-') && !installed.has(word))
  if (missing.length > 0)
    throw new Error(`${missing.join(', ')}: not what a reader can install, or missing in tools/docs/reader/package.json`)
}

async function scripts(): Promise<string[]> {
  const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8')
  return Object.keys((JSON.parse(text) as { scripts: object }).scripts)
}
