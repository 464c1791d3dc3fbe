import { cp, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { cleanEnvironment } from './environment.ts'
import type { Registry } from './registry.ts'
import { mustRun } from './run.ts'

export interface Project {
  readonly folder: string
  /** What came with it, such as `3 packages, 1.2 MB`. */
  readonly installed: string
}

export interface ProjectFiles {
  /** Names and ranges, as npm takes them. */
  readonly dependencies: { readonly [name: string]: string }
  /** Folders that are copied into it. Their `needs.json` names what else is installed. */
  readonly from: readonly string[]
}

/** An empty project into which these dependencies are installed by npm, from this registry alone. */
export async function makeProject(folder: string, registry: Registry, { dependencies, from }: ProjectFiles): Promise<Project> {
  await mkdir(folder, { recursive: true })
  const needed: Record<string, string> = { ...dependencies }
  for (const source of from) {
    await cp(source, join(folder, basename(source)), { recursive: true })
    Object.assign(needed, await dependenciesOf(source))
  }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: needed }))
  const options = { cwd: folder, env: cleanEnvironment(registry.env), seconds: 300 }
  await mustRun('npm', ['install', '--ignore-scripts', '--no-package-lock'], options)
  return { folder, installed: await measure(join(folder, 'node_modules')) }
}

async function dependenciesOf(folder: string): Promise<{ [name: string]: string }> {
  return JSON.parse(await readFile(join(folder, 'needs.json'), 'utf8').catch(() => '{}')) as { [name: string]: string }
}

async function measure(modules: string): Promise<string> {
  const files = (await readdir(modules, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size))
  const packages = Object.keys(
    (JSON.parse(await readFile(join(modules, '.package-lock.json'), 'utf8')) as { packages: object }).packages,
  ).length
  const bytes = sizes.reduce((total, size) => total + size, 0)
  return `${packages} package${packages === 1 ? '' : 's'}, ${(bytes / 1e6).toFixed(1)} MB`
}
