import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment } from './environment.ts'
import { cellOf, type Cell, type Matrix, type Row } from './matrix.ts'
import type { Runtime } from './nodes.ts'
import { makeProject } from './project.ts'
import type { Published } from './published.ts'
import type { Registry } from './registry.ts'
import { run } from './run.ts'

const consumers = fileURLToPath(new URL('consumers', import.meta.url))
const ways = { import: 'shared/import.mjs', require: 'shared/require.cjs' }
const asCommand = { 'as a command': 'shared/import.mjs' }

/** Installs each package into a project of its own, and has it do what it is for, imported and required, on each Node. */
export async function runPackages(
  folder: string,
  registry: Registry,
  packages: readonly Published[],
  nodes: readonly Runtime[],
): Promise<Matrix> {
  const rows: Row[] = []
  for (const each of packages) rows.push(...(await runPackage(join(folder, each.folder), registry, each, nodes)))
  return { title: 'Imported and required, doing what it is for', columns: nodes.map(({ name }) => name), rows }
}

async function runPackage(
  folder: string,
  registry: Registry,
  { name, version, folder: source, importable }: Published,
  nodes: readonly Runtime[],
): Promise<Row[]> {
  const consumer = join(consumers, source)
  if (!existsSync(join(consumer, 'prove.mjs'))) {
    const why = `Nothing is known of what it is for: write ${join(consumer, 'prove.mjs')}.`
    return [{ what: `${name} ${version}`, installed: '', cells: nodes.map((): Cell => ({ result: 'FAIL', why })) }]
  }
  const project = await makeProject(folder, registry, { dependencies: { [name]: version }, from: [join(consumers, 'shared'), consumer] })
  const rows: Row[] = []
  for (const [way, program] of Object.entries(importable ? ways : asCommand)) {
    const options = { cwd: project.folder, env: cleanEnvironment(), seconds: 120 }
    const cells = await Promise.all(nodes.map(async (node) => cellOf(await run(node.path, [program, name, source], options))))
    rows.push({ what: `${name} ${version}, ${way}`, installed: project.installed, cells })
  }
  return rows
}
