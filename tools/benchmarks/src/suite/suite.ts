import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Contestant, Group, Outcome, Settings } from '../frame/group.ts'
import { bodyOf, chunksOf, url } from './answers.ts'
import { styles, writeSuite, type StyleName } from './files.ts'

/** A whole run of vitest, from start to end: 300 tests in 30 files, each of which asks for a stream. */
export async function* suite({ quick, peers }: Settings): AsyncGenerator<Group> {
  const tests = quick ? 10 : 300
  // In here, so that the tests find their packages.
  const cache = join(import.meta.dirname, '../../.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'suite-'))
  const names = (Object.keys(styles) as StyleName[]).filter((name) => peers || name === 'plain stubs' || name === 'respool')
  try {
    yield {
      id: 'suite/300',
      title: 'a vitest suite of 300 tests in 30 files, a recording each',
      contestants: names.map((name) => contestant(name, join(folder, name.replace(/\W/g, '')), tests)),
      columns: ['wall'],
      rounds: quick ? 1 : 3,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function contestant(name: StyleName, folder: string, tests: number): Contestant {
  return {
    name,
    kind: name === 'plain stubs' ? 'floor' : name === 'respool' ? 'respool' : 'peer',
    async start() {
      writeSuite(folder, name, tests)
      if (name === 'nock') writeNock(join(folder, 'nock'), tests)
      // The first run records where there is something to record, and fills vitest's cache.
      const { fault } = await runVitest(folder, tests, false)
      if (fault !== undefined) throw new Error(fault)
      return { sample: () => runVitest(folder, tests, true) }
    },
  }
}

/** As `nock.back` keeps them. */
function writeNock(folder: string, tests: number): void {
  mkdirSync(folder, { recursive: true })
  const { origin, pathname } = new URL(url)
  for (let index = 0; index < tests; index++) {
    const definition = {
      scope: origin,
      method: 'POST',
      path: pathname,
      body: JSON.parse(bodyOf(index)) as object,
      status: 200,
      response: Buffer.concat(chunksOf(index)).toString(),
      rawHeaders: { 'content-type': 'text/event-stream' },
    }
    writeFileSync(join(folder, `${index}.json`), JSON.stringify([definition]))
  }
}

interface Report {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly message: string
    readonly assertionResults: readonly { readonly failureMessages: readonly string[] }[]
  }[]
}

/** @param isReplay with `CI` set, nothing is recorded */
async function runVitest(folder: string, tests: number, isReplay: boolean): Promise<Outcome> {
  const vitest = createRequire(import.meta.url)
    .resolve('vitest/package.json')
    .replace(/package\.json$/, 'vitest.mjs')
  const report = join(folder, 'report.json')
  const { CI: _ci, RESPOOL_MODE: _mode, VITEST: _vitest, ...environment } = process.env
  const start = performance.now()
  const child = spawn(process.execPath, [vitest, 'run', '--root', folder, '--reporter=json', `--outputFile=${report}`], {
    env: { ...environment, NODE_ENV: 'test', ...(isReplay && { CI: '1' }) },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = (await once(child, 'close')) as [number | null]
  const wall = performance.now() - start
  if (!existsSync(report)) return { fault: `vitest ended with ${code}: ${said.slice(-400)}`, figures: {} }
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  rmSync(report)
  if (code === 0 && numPassedTests === tests) return { figures: { wall } }
  const messages = testResults.flatMap(({ message, assertionResults }) => [
    message,
    ...assertionResults.flatMap((each) => each.failureMessages),
  ])
  return { fault: `${numPassedTests} of ${tests} tests passed: ${messages.find((message) => message !== '') ?? said}`, figures: {} }
}
