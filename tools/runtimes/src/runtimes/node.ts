import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleForNode } from '../bundle.ts'
import { obtain } from '../obtain.ts'
import { finish, start } from '../process.ts'
import type { Runtime } from '../runtime.ts'
import type { Finding } from '../smoke/check.ts'
import { smokeWith } from '../smoke-with.ts'
import { versions } from '../versions.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const vendor = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
const npm = `${vendor}-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`

export const nodes: readonly Runtime[] = versions.node.map((version) => {
  const oldest = version.startsWith('20.')
  return {
    name: `Node.js ${version.split('.')[0]}`,
    ...(oldest && { gaps: { '`createInterceptor`': 'tried with undici 8, which itself needs Node 22.19' } }),
    async prove({ quick }) {
      const node = await obtain({ npm, version, path: process.platform === 'win32' ? 'bin/node.exe' : 'bin/node' })
      if (typeof node !== 'string') return node
      // The test runner needs a newer Node than the packages do.
      const tests = quick || oldest ? [] : [await allTests(node)]
      return { version, findings: [...(await smoke(node)), await crossed(node), ...tests] }
    },
  }
})

async function smoke(node: string): Promise<readonly Finding[]> {
  const entry = await bundleForNode('./smoke/on-server.ts')
  return smokeWith((url) => start(node, [entry, url]))
}

/** The smoke that any Node can run by itself, after a build. */
async function crossed(node: string): Promise<Finding> {
  const what = 'every adapter replays what every other recorded'
  const { code, stdout, stderr } = await finish(node, [join(root, 'scripts/smoke.mjs')])
  return code === 0 ? { what } : { what, error: stdout + stderr }
}

async function allTests(node: string): Promise<Finding> {
  const folder = await mkdtemp(join(tmpdir(), 'respool-tests-'))
  try {
    const report = join(folder, 'report.json')
    const args = ['run', '--testTimeout=60000', '--reporter=json', `--outputFile=${report}`]
    const { code, stderr } = await finish(node, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], { cwd: root, timeout: 3_600_000 })
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(await readFile(report, 'utf8')) as Report
    const what = 'every test of this repository'
    return code === 0 && passed > 0 ? { what } : { what, error: `${failed} of ${passed + failed} failed\n${stderr.slice(-2000)}` }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
}
