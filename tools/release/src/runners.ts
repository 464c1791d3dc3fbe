import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startServer } from './consumers/shared/server.mjs'
import { cleanEnvironment } from './environment.ts'
import { cellOf, notMeant, type Cell, type Matrix, type Row } from './matrix.ts'
import type { Runtime } from './nodes.ts'
import { makeProject } from './project.ts'
import type { Registry } from './registry.ts'
import { run } from './run.ts'

const projects = fileURLToPath(new URL('runners', import.meta.url))

/** A folder of `runners`: how its tests are started there. `from` is the first line of Node that the runner is for. */
const runners: readonly { readonly name: string; readonly args: readonly string[]; readonly from: number }[] = [
  { name: 'jest', args: ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'], from: 20 },
]

/** Runs a test with each runner on each Node: once recording, then, as a CI would, with the server stopped. */
export async function runRunners(folder: string, registry: Registry, nodes: readonly Runtime[]): Promise<Matrix> {
  const rows: Row[] = []
  for (const { name, args, from } of runners) {
    const project = await makeProject(join(folder, name), registry, { dependencies: {}, from: [join(projects, name)] })
    const cells: Cell[] = []
    for (const node of nodes) cells.push(node.major < from ? notMeant : await recordAndReplay(node, args, project.folder))
    rows.push({ what: `${name}, ${args[0]!.startsWith('-') ? args[0] : 'as it is'}`, installed: project.installed, cells })
  }
  return { title: 'Test runners: recorded, then replayed with the server stopped', columns: nodes.map(({ name }) => name), rows }
}

async function recordAndReplay(node: Runtime, args: readonly string[], cwd: string): Promise<Cell> {
  for (const file of await readdir(cwd, { recursive: true })) {
    if (!file.includes('node_modules') && file.endsWith('__cassettes__')) await rm(join(cwd, file), { recursive: true })
  }
  const server = await startServer()
  const runOnce = (CI?: string) =>
    run(node.path, args, { cwd, env: cleanEnvironment({ SERVER_URL: server.url, ...(CI === undefined ? {} : { CI }) }), seconds: 120 })
  const recording = await runOnce()
  await server.stop()
  if (!recording.ok) return cellOf(recording)
  return cellOf(await runOnce('1'))
}
