// Runs what all adapters promise on one or several Nodes, and counts: `node scripts/conformance.mjs [path to a node]…`, by default on this one.
// Without `pnpm build`: tests read the sources.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const files = ['src/conformance', 'tools/adapters/src']
const nodes = process.argv.slice(2)

const folder = mkdtempSync(join(tmpdir(), 'respool-conformance-'))
const rows = []
let failed = false
for (const node of nodes.length > 0 ? nodes : [process.execPath]) {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim()
  if (!version) throw new Error(`${node} is no Node`)
  const report = join(folder, `${version}.json`)
  console.log(`Node ${version}`)
  const { status } = spawnSync(
    node,
    [vitest, 'run', ...files, '--testTimeout=30000', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root, stdio: 'inherit' },
  )
  failed ||= status !== 0
  rows.push(...rowsOf(version, JSON.parse(readFileSync(report, 'utf8'))))
}
rmSync(folder, { recursive: true, force: true })

const sum = (name) => rows.reduce((total, row) => total + row[name], 0)
console.table(rows)
console.log(
  `${rows.length} rows of an adapter's client on a Node: ${sum('passed')} cases passed, ${sum('gaps')} are named gaps, ${sum('failed')} failed.`,
)
process.exit(failed ? 1 : 0)

/** A row for each driver: the outermost title of its tests. */
function rowsOf(version, { testResults }) {
  const counts = new Map()
  for (const { name, assertionResults } of testResults) {
    for (const { ancestorTitles, status } of assertionResults) {
      const subject = name.includes('tools') ? name.slice(name.lastIndexOf('/') + 1) : ancestorTitles[0]
      const count = counts.get(subject) ?? { Node: version, subject, passed: 0, gaps: 0, failed: 0 }
      counts.set(subject, count)
      count[status === 'passed' ? 'passed' : status === 'failed' ? 'failed' : 'gaps']++
    }
  }
  return [...counts.values()]
}
