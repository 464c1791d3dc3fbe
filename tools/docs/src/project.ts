import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { packAll } from '../../../scripts/pack-all.ts'
import { shell } from './process.ts'

/** A project of a reader's: what is published is installed from its tarballs, what else the pages import from the registry. */
export interface Project {
  readonly path: string
  /** The names of all that a reader would have installed. */
  readonly installed: ReadonlySet<string>
  readonly bin: string
}

const root = new URL('../../../', import.meta.url)

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
}

/** Makes the project, or takes one that was made there before, without what its pages have left. */
export async function makeProject(path: string): Promise<Project> {
  for (const left of ['pages', 'typed']) await rm(join(path, left), { recursive: true, force: true })
  await mkdir(join(path, 'pages'), { recursive: true })
  if (!existsSync(join(path, 'node_modules'))) await install(path)
  const { dependencies } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8')) as Manifest
  return { path, installed: new Set(Object.keys(dependencies)), bin: join(path, 'node_modules/.bin') }
}

async function install(path: string): Promise<void> {
  const packed = await packAll(join(path, 'tarballs'))
  const ours = packed.map(({ name, file }) => [name, `file:${file}`] as const)
  const dependencies = { ...(await othersOfReader()), ...Object.fromEntries(ours) }
  await writeFile(join(path, 'package.json'), JSON.stringify({ name: 'reader', private: true, type: 'module', dependencies }, null, 2))
  await writeFile(join(path, 'tsconfig.json'), JSON.stringify(tsconfig, null, 2))
  const { code, output } = await shell('npm install --prefer-offline --no-audit --no-fund --no-package-lock --loglevel=error', {
    cwd: path,
    patience: 300_000,
  })
  if (code !== 0) throw new Error(`npm install failed in ${path}\n${output}`)
}

/** `catalog:` is the workspace's own version. */
async function othersOfReader(): Promise<Record<string, string>> {
  const { dependencies } = JSON.parse(await readFile(new URL('../reader/package.json', import.meta.url), 'utf8')) as Manifest
  const { catalog } = parse(await readFile(new URL('pnpm-workspace.yaml', root), 'utf8')) as { catalog: Record<string, string> }
  const versions = Object.entries(dependencies).map(([name, version]) => [name, version === 'catalog:' ? catalog[name] : version] as const)
  const unknown = versions.filter(([, version]) => version === undefined)
  if (unknown.length > 0) throw new Error(`Not in the catalog: ${unknown.map(([name]) => name).join(', ')}`)
  return Object.fromEntries(versions) as Record<string, string>
}

const tsconfig = {
  compilerOptions: {
    target: 'ES2024',
    lib: ['ES2024', 'ESNext.Disposable', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    module: 'NodeNext',
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    allowJs: true,
    checkJs: true,
    allowImportingTsExtensions: true,
    moduleDetection: 'force',
  },
  include: ['typed'],
}
