// A release, tried on a copy from end to end: versions, build, packages, publishing to a registry on loopback, then installing and running.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publishedPackages } from '../../../scripts/pack-all.ts'
import { copyCheckout, publishPackages, versionPackages } from './checkout.ts'
import { formatMatrix, isPassed, type Matrix } from './matrix.ts'
import { installNodes } from './nodes.ts'
import { runPackages } from './packages.ts'
import { publishedMatrix, readPublished } from './published.ts'
import { startRegistry } from './registry.ts'
import { endAll } from './run.ts'
import { runRunners } from './runners.ts'
import { compileTypes } from './typescript.ts'

const limitMinutes = 30

const started = performance.now()
const folder = await mkdtemp(join(tmpdir(), 'respool-release-'))
let stopped = false
// Whatever waits for a program fails then, and what follows cleans up.
const stop = (why: string) => {
  console.error(why)
  stopped = true
  endAll()
}
const limit = setTimeout(() => stop(`release:dry has not come to its end within ${limitMinutes} minutes.`), limitMinutes * 60_000)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(`${signal}: stopped.`))

try {
  const matrices = await tryRelease()
  if (!matrices.every(isPassed)) process.exitCode = 1
  console.log(process.exitCode === 1 ? '\nFAILED, see above' : '\nAll passed', `after ${elapsed()} s`)
} catch (error) {
  if (!stopped) throw error
  process.exitCode = 1
} finally {
  clearTimeout(limit)
  endAll()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function tryRelease(): Promise<Matrix[]> {
  const names = (await publishedPackages()).map(({ name }) => name)
  const copy = join(folder, 'checkout')
  const [, registry, { nodes, missing }] = await Promise.all([
    copyCheckout(copy),
    startRegistry(join(folder, 'registry'), names),
    installNodes(join(folder, 'nodes')),
  ])
  say(`the checkout is copied, ${registry.name} runs`)
  for (const { name, reason } of missing) say(`${name}: skipped, ${reason}`)
  const changed = await versionPackages(copy)
  say(changed.length === 0 ? 'no changesets: the versions stay' : `versions set by changesets:\n${changed.join('\n')}`)
  await publishPackages(copy, registry)
  const packages = await readPublished(registry, folder)
  say('built, checked, packed and published')

  const projects = join(folder, 'projects')
  return [
    report(publishedMatrix(packages)),
    report(await runPackages(projects, registry, packages, nodes)),
    report(await compileTypes(projects, registry, packages)),
    report(await runRunners(projects, registry, nodes)),
  ]
}

function report(matrix: Matrix): Matrix {
  console.log(`\n${formatMatrix(matrix)}`)
  return matrix
}

function say(what: string): void {
  console.log(`[${elapsed()} s] ${what}`)
}

function elapsed(): string {
  return ((performance.now() - started) / 1000).toFixed(0)
}
