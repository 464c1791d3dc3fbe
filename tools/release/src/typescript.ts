import { existsSync } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment } from './environment.ts'
import { cellOf, type Cell, type Matrix } from './matrix.ts'
import { makeProject } from './project.ts'
import type { Published } from './published.ts'
import type { Registry } from './registry.ts'
import { mustRun, run } from './run.ts'

const consumers = fileURLToPath(new URL('consumers', import.meta.url))

const compilers = ['~5.9.0', '^6.0.0', '^7.0.0']
const resolutions = {
  node16: { module: 'node16', moduleResolution: 'node16' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
}
const surroundings = {
  'on Node: lib es2022, @types/node': { lib: ['es2022'], types: ['node'] },
  'anywhere: lib es2022 and dom, no @types/node': { lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
}
/** The packages whose types need nothing of Node. */
const portable = new Set(['core', 'fetch', 'openai'])

/** Compiles programs that use the types of all packages, strictly, those of the libraries included, with each TypeScript. */
export async function compileTypes(folder: string, registry: Registry, packages: readonly Published[]): Promise<Matrix> {
  const typed = packages.filter((each) => existsSync(join(consumers, each.folder, 'types.ts')))
  const programs = typed.map((each) => join(consumers, each.folder))
  const dependencies = { '@types/node': '^24', ...Object.fromEntries(packages.map(({ name, version }) => [name, version])) }
  const project = await makeProject(join(folder, 'types'), registry, { dependencies, from: programs })
  const found = await Promise.all(compilers.map((range, n) => installCompiler(join(folder, `typescript-${n}`), registry, range)))

  const rows = []
  for (const [place, options] of Object.entries(surroundings)) {
    for (const [resolution, modules] of Object.entries(resolutions)) {
      const config = `tsconfig.${rows.length}.json`
      const files = typed.map((each) => each.folder).filter((name) => options.types.length > 0 || portable.has(name))
      await writeProgram(project.folder, config, files, { ...options, ...modules })
      const cells: Cell[] = []
      for (const compiler of found) cells.push(await compile(compiler, project.folder, config))
      rows.push({ what: `${resolution}, ${place}`, installed: project.installed, cells })
    }
  }
  return { title: 'Types: strict, skipLibCheck false', columns: found.map(({ name }) => name), rows }
}

interface Compiler {
  readonly name: string
  /** Its program, or why there is none. */
  readonly tsc?: string
  readonly reason?: string
}

async function installCompiler(folder: string, registry: Registry, range: string): Promise<Compiler> {
  try {
    await makeProject(folder, registry, { dependencies: { typescript: range }, from: [] })
    const tsc = join(folder, 'node_modules/typescript/bin/tsc')
    const said = await mustRun(process.execPath, [tsc, '--version'], { cwd: folder, env: cleanEnvironment(), seconds: 60 })
    return { name: said.trim().replace('Version', 'TypeScript'), tsc }
  } catch (error) {
    return { name: `TypeScript ${range}`, reason: `It cannot be installed: ${String(error)}` }
  }
}

async function writeProgram(project: string, config: string, names: readonly string[], options: object): Promise<void> {
  const program = join(project, 'program')
  await mkdir(program, { recursive: true })
  // ESM, as what it imports.
  await writeFile(join(program, 'package.json'), JSON.stringify({ type: 'module' }))
  await Promise.all(names.map((name) => cp(join(consumers, name, 'types.ts'), join(program, `${name}.ts`))))
  const compilerOptions = {
    ...options,
    target: 'es2022',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  }
  await writeFile(join(project, config), JSON.stringify({ compilerOptions, files: names.map((name) => `program/${name}.ts`) }))
}

async function compile({ tsc, reason }: Compiler, project: string, config: string): Promise<Cell> {
  if (tsc === undefined) return { result: 'skipped', ...(reason === undefined ? {} : { why: reason }) }
  return cellOf(
    await run(process.execPath, [tsc, '-p', config, '--pretty', 'false'], { cwd: project, env: cleanEnvironment(), seconds: 300 }),
  )
}
