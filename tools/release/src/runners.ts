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

interface Runner {
  /** A folder of `runners`, which is copied, and what is installed besides. */
  readonly folder: string
  readonly needs: { readonly [name: string]: string }
  /** How it is started in that folder: flags of Node, a program of its package, arguments. */
  readonly flags: readonly string[]
  readonly program: string
  readonly args: readonly string[]
  /** The first line of Node that it is for. */
  readonly from: number
}

const vitest = { folder: 'vitest', flags: [], program: 'vitest/vitest.mjs', args: ['run'] }
const withVitest = { '@respool/vitest': 'latest', '@respool/fetch': 'latest' }

const runners: { readonly [name: string]: Runner } = {
  'vitest 5': { ...vitest, needs: { ...withVitest, vitest: '^5' }, from: 22 },
  'vitest 4': { ...vitest, needs: { ...withVitest, vitest: '^4.1' }, from: 20 },
  'jest 30': {
    folder: 'jest',
    needs: { jest: '^30', '@respool/fetch': 'latest' },
    flags: ['--experimental-vm-modules'],
    program: 'jest/bin/jest.js',
    args: [],
    from: 20,
  },
}

/** Runs a test with each runner on each Node: once recording, then, as a CI would, with the server stopped. */
export async function runRunners(folder: string, registry: Registry, nodes: readonly Runtime[]): Promise<Matrix> {
  const rows: Row[] = []
  for (const [name, { folder: source, needs, flags, program, args, from }] of Object.entries(runners)) {
    const project = await makeProject(join(folder, name.replace(' ', '-')), registry, {
      dependencies: needs,
      from: [join(projects, source)],
    })
    const cells: Cell[] = []
    const command = [...flags, join(project.folder, 'node_modules', program), ...args]
    for (const node of nodes) cells.push(node.major < from ? notMeant : await recordAndReplay(node, command, join(project.folder, source)))
    rows.push({ what: [name, ...flags].join(' '), installed: project.installed, cells })
  }
  return { title: 'Test runners: recorded, then replayed with the server stopped', columns: nodes.map(({ name }) => name), rows }
}

async function recordAndReplay(node: Runtime, args: readonly string[], cwd: string): Promise<Cell> {
  await rm(join(cwd, '__cassettes__'), { recursive: true, force: true })
  const server = await startServer()
  const runOnce = (CI?: string) =>
    run(node.path, args, { cwd, env: cleanEnvironment({ SERVER_URL: server.url, ...(CI === undefined ? {} : { CI }) }), seconds: 300 })
  const recording = await runOnce()
  await server.stop()
  if (!recording.ok) return cellOf(recording)
  return cellOf(await runOnce('1'))
}
