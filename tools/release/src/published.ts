import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { publishedPackages } from '../../../scripts/pack-all.ts'
import { cleanEnvironment } from './environment.ts'
import type { Cell, Matrix } from './matrix.ts'
import { passed } from './matrix.ts'
import type { Registry } from './registry.ts'
import { mustRun } from './run.ts'

export interface Published {
  readonly name: string
  readonly version: string
  /** The folder's name in `packages`. */
  readonly folder: string
  readonly packedBytes: number
  readonly files: readonly string[]
  /** Has it anything to import? */
  readonly importable: boolean
  /** What is not as it should be. */
  readonly faults: readonly string[]
}

/** What the registry has of every package that is to be published. @throws Error where it lacks one */
export async function readPublished(registry: Registry, folder: string): Promise<Published[]> {
  const packages = await publishedPackages()
  return Promise.all(packages.map(({ name, folder: source }) => readOne(registry, folder, name, basename(source))))
}

async function readOne(registry: Registry, folder: string, name: string, source: string): Promise<Published> {
  const answer = await fetch(registry.url + name)
  if (!answer.ok) throw new Error(`${name} was not published: the registry answers ${answer.status}.`)
  const { 'dist-tags': tags, versions } = (await answer.json()) as Packument
  const version = tags['latest'] ?? 'none'
  const manifest = versions[version]
  if (manifest === undefined) throw new Error(`${name} was published, but npm install would not find it: latest is ${version}.`)
  const importable = Object.keys(manifest.exports ?? {}).some((entry) => entry !== './package.json')
  const bytes = new Uint8Array(await (await fetch(manifest.dist.tarball)).arrayBuffer())
  const tarball = join(folder, `${source}.tgz`)
  await writeFile(tarball, bytes)
  const listed = await mustRun('tar', ['-tzf', tarball], { cwd: folder, env: cleanEnvironment(), seconds: 30 })
  const files = listed.split('\n').filter((file) => file !== '')
  return { name, version, folder: source, packedBytes: bytes.length, files, importable, faults: faultsOf(manifest, files) }
}

interface Packument {
  readonly 'dist-tags': { readonly [tag: string]: string }
  readonly versions: { readonly [version: string]: Manifest }
}

interface Manifest {
  readonly exports?: object
  readonly dependencies?: { readonly [name: string]: string }
  readonly peerDependencies?: { readonly [name: string]: string }
  readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean }
  readonly dist: { readonly tarball: string }
}

function faultsOf({ exports, dependencies, peerDependencies, publishConfig }: Manifest, files: readonly string[]): string[] {
  const ranges = Object.entries({ ...dependencies, ...peerDependencies }).filter(([, range]) =>
    /^(workspace|catalog|file|link):/.test(range),
  )
  return [
    ...ranges.map(([name, range]) => `It depends on ${name} as ${range}, which only this repository understands.`),
    ...(JSON.stringify(exports ?? {}).includes('@respool/source') ? ['Its exports name sources, which are not published.'] : []),
    ...(publishConfig?.provenance === true ? [] : ['publishConfig.provenance is not set.']),
    ...(publishConfig?.access === 'public' ? [] : ['publishConfig.access is not public.']),
    ...['README.md', 'LICENSE', 'CHANGELOG.md'].filter((file) => !files.includes(`package/${file}`)).map((file) => `It has no ${file}.`),
    ...files.filter((file) => /\.test\.|__fixtures__|\.tsx?$/.test(file) && !file.endsWith('.d.ts')).map((file) => `It holds ${file}.`),
  ]
}

/** The table of what was published. */
export function publishedMatrix(packages: readonly Published[]): Matrix {
  const rows = packages.map(({ name, version, packedBytes, files, faults }) => ({
    what: `${name} ${version}`,
    installed: `${(packedBytes / 1e3).toFixed(0)} kB packed, ${files.length} files`,
    cells: [faults.length === 0 ? passed : ({ result: 'FAIL', why: faults.join('\n') } satisfies Cell)],
  }))
  return { title: 'Published: manifest, licence, changelog, provenance', columns: ['as it should be'], rows }
}
