import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fakeSecrets, startServer, type TestServer } from '@respool/testkit'
import { placeOf, type Block } from './block.ts'
import { differsFrom } from './printed.ts'
import { shell } from './process.ts'
import type { Project } from './project.ts'
import { folderOf } from './types.ts'
import type { Verdict } from './verdict.ts'

/** What the pages' programs ask with. Nothing of it may ever stand in a file that they write. */
export const { openaiInHeader: apiKey } = fakeSecrets('documentation')

/** Runs what a page wants to have run, in order, in a folder of its own, beside a server of its own. */
export async function runPage(page: string, blocks: readonly Block[], project: Project): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts = new Map<string, Verdict>()
  if (!blocks.some(({ run, output }) => run || output)) return verdicts
  const folder = join(project.path, 'pages', folderOf(page))
  await mkdir(folder, { recursive: true })
  await using server = await startServer()
  let printed: string | undefined
  for (const block of blocks) {
    await writeOut(block, folder)
    if (block.run || (block.output && block.command !== undefined)) {
      const { verdict, output } = await runBlock(block, folder, server)
      verdicts.set(placeOf(block), verdict)
      printed = output
      if (verdict.failure !== undefined) break
    }
    if (block.output) verdicts.set(placeOf(block), compare(block, printed))
  }
  return verdicts
}

async function writeOut(block: Block, folder: string): Promise<void> {
  if (block.file === undefined && (!block.run || block.lang === 'sh')) return
  const path = join(folder, fileOf(block))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, block.before + block.code)
}

function fileOf({ file, line, lang }: Block): string {
  return file ?? `line-${line}.${lang}`
}

async function runBlock(block: Block, folder: string, server: TestServer): Promise<{ verdict: Verdict; output: string }> {
  const before = server.count
  const command = block.command ?? (block.lang === 'sh' ? block.before + block.code : `node ${fileOf(block)}`)
  const { code, output } = await shell(command, { cwd: folder, env: { ...environment(server), ...block.env } })
  const asked = server.count - before
  const failure =
    (code !== 0) !== block.fails
      ? `${code === null ? 'ended by force' : `exit code ${code}`}, after\n${output}`
      : block.offline && asked > 0
        ? `${asked} requests reached the server`
        : undefined
  return { verdict: { treatment: 'run', ...(failure !== undefined && { failure }) }, output: asDocumented(output, folder, server) }
}

/** Only what a program needs: `CI` and its like change what is recorded. */
function environment(server: TestServer): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return {
    PATH: `${dirname(process.execPath)}:${PATH}`,
    HOME,
    NO_COLOR: '1',
    NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    npm_config_loglevel: 'error',
    npm_config_update_notifier: 'false',
    OPENAI_API_KEY: apiKey,
    OPENAI_BASE_URL: `${server.url}/v1`,
  }
}

/** Readers talk to OpenAI, and their folder has another name. */
function asDocumented(output: string, folder: string, server: TestServer): string {
  return output
    .replaceAll(server.url, 'https://api.openai.com')
    .replaceAll(new URL(server.url).host, 'api.openai.com')
    .replaceAll(folder, '/app')
}

function compare(block: Block, printed: string | undefined): Verdict {
  if (printed === undefined) return { treatment: 'compared', failure: 'nothing was run above it' }
  const different = differsFrom(block.code, printed)
  return { treatment: 'compared', ...(different !== undefined && { failure: different }) }
}
