// Every code block of the documentation, run, type-checked or parsed in a project that has installed the packed packages:
// `pnpm docs:check [--in FOLDER] [PART OF A PAGE'S PATH …]`. With a folder, the project is made there, stays, and is taken as it is the next time.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { filesBelow } from '@respool/testkit'
import { checkPages } from './check.ts'
import { extractBlocks } from './extract.ts'
import { readPages } from './pages.ts'
import { makeProject } from './project.ts'
import { apiKey } from './run.ts'
import { formatFailures, formatTable } from './table.ts'

const { values, positionals } = parseArgs({ options: { in: { type: 'string' } }, allowPositionals: true })
const blocks = (await readPages()).flatMap(({ page, text }) => extractBlocks(page, text))
const wanted = blocks.filter(({ page }) => positionals.length === 0 || positionals.some((part) => page.includes(part)))
if (wanted.length === 0) throw new Error(`No page has ${positionals.join(' or ')} in its path, and a block`)

const path = values.in === undefined ? await mkdtemp(join(tmpdir(), 'respool-docs-')) : resolve(values.in)
try {
  const judged = await checkPages(wanted, await makeProject(path))
  console.log(formatTable(judged))
  const failures = [formatFailures(judged), ...(await leaks())].filter(Boolean)
  if (failures.length > 0) {
    console.error(`\n${failures.join('\n\n')}`)
    process.exitCode = 1
  }
} finally {
  if (values.in === undefined) await rm(path, { recursive: true, force: true })
}

/** The key is in what the programs were given, and nowhere else. */
async function leaks(): Promise<string[]> {
  const files = await filesBelow(join(path, 'pages'))
  return files.filter(({ bytes }) => Buffer.from(bytes).includes(apiKey)).map((file) => `${file.path}: the API key was written to it`)
}
