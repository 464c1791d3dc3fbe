import { rm } from 'node:fs/promises'
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

/** A folder of `runners`: how its tests are started in there. */
interface Runner {
  readonly name: string
  readonly flags: readonly string[]
  readonly program: string
  /** The first line of Node that it is for. */
  readonly from: number
}

const runners: readonly Runner[] = [{ name: 'jest', flags: ['--experimental-vm-modules'], program: 'jest/bin/jest.js', from: 20 }]

/** Runs a test with each runner on each Node: once recording, then, as a CI would, with the server stopped. */
export async function runRunners(folder: string, registry: Registry, nodes: readonly Runtime[]): Promise<Matrix> {
  const rows: Row[] = []
  for (const { name, flags, program, from } of runners) {
    const project = await makeProject(join(folder, name), registry, { dependencies: {}, from: [join(projects, name)] })
    const cells: Cell[] = []
    const args = [...flags, join(project.folder, 'node_modules', program)]
    for (const node of nodes) cells.push(node.major < from ? notMeant : await recordAndReplay(node, args, join(project.folder, name)))
    rows.push({ what: [name, ...flags].join(' '), installed: project.installed, cells })
  }
  return { title: 'Test runners: recorded, then replayed with the server stopped', columns: nodes.map(({ name }) => name), rows }
}

async function recordAndReplay(node: Runtime, args: readonly string[], cwd: string): Promise<Cell> {
  await rm(join(cwd, '__cassettes__'), { recursive: true, force: true })
  const server = await startServer()
  const runOnce = (CI?: string) =>
    run(node.path, args, { cwd, env: cleanEnvironment({ SERVER_URL: server.url, ...(CI === undefined ? {} : { CI }) }), seconds: 120 })
  const recording = await runOnce()
  await server.stop()
  if (!recording.ok) return cellOf(recording)
  return cellOf(await runOnce('1'))
}
