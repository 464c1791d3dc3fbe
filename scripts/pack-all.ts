// Builds every published package and packs it as it would be published: `node scripts/pack-all.ts FOLDER`, or packAll from a test.
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export interface Packed {
  readonly name: string
  readonly version: string
  /** The tarball's whole path. */
  readonly file: string
}

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)

/** Builds what has changed, and puts a tarball of every published package into a folder, which is made where there is none. */
export async function packAll(into: string): Promise<Packed[]> {
  const destination = resolve(into)
  await mkdir(destination, { recursive: true })
  const packages = await publishedPackages()
  await tool(root, 'turbo', 'run', 'build', ...packages.map(({ name }) => `--filter=${name}`), '--output-logs=errors-only')
  return Promise.all(
    packages.map(async ({ name, version, folder }) => {
      // pnpm, not npm: it alone applies publishConfig and gives `workspace:` and `catalog:` their versions.
      const packed = JSON.parse(await tool(folder, 'pnpm', 'pack', '--json', '--pack-destination', destination)) as { filename: string }
      return { name, version, file: resolve(folder, packed.filename) }
    }),
  )
}

/** The packages that are published: every one in `packages` that is not private. */
export async function publishedPackages(): Promise<{ name: string; version: string; folder: string }[]> {
  const entries = await readdir(join(root, 'packages'), { withFileTypes: true })
  const packages = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async (entry) => {
        const folder = join(root, 'packages', entry.name)
        const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
        return { name: manifest.name, version: manifest.version, folder, published: manifest.private !== true }
      }),
  )
  return packages.filter(({ published }) => published).map(({ name, version, folder }) => ({ name, version, folder }))
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
}

async function tool(cwd: string, name: string, ...args: string[]): Promise<string> {
  // The workspace's own, whatever the caller's PATH is.
  const windows = process.platform === 'win32'
  const command = join(root, 'node_modules/.bin', windows ? `${name}.cmd` : name)
  try {
    return (await run(command, args, { cwd, shell: windows, maxBuffer: 2 ** 26 })).stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${name} ${args.join(' ')} failed in ${cwd}\n${stdout}${stderr}`, { cause: error })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2]
  if (folder === undefined) throw new Error('Into which folder? node scripts/pack-all.ts FOLDER')
  console.table(await packAll(folder))
}
