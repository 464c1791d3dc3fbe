// What a user pays: each package on the disk, and what importing each of its entries loads. `--update` writes what is measured as the new
// budget; without it, what has outgrown its budget is an error.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packAll, publishedPackages } from '../../../scripts/pack-all.ts'
import { loadedBytes } from './loaded.ts'
import { unpackedBytes } from './unpacked.ts'

/** Parts for which a whole entry would be a bad price, as they are used without the rest: `name` of `from`. */
const parts = [
  { name: 'readExchange', from: '@respool/openai' },
  { name: 'readEvents', from: '@respool/core' },
]

/** In kB: 1000 bytes. Loaded is minified and gzipped. */
interface Sizes {
  [what: string]: number
}

const file = new URL('../sizes.json', import.meta.url)
const measured = { ...(await measureInstalled()), ...(await measureLoaded()) }
const outgrown = process.argv.includes('--update') ? await update() : await compare()
if (outgrown.length > 0) {
  console.error(`Outgrown their budgets in tools/release/sizes.json:\n${outgrown.map((line) => `  ${line}`).join('\n')}`)
  console.error('Make it smaller, or, where it is worth it, run `node tools/release/src/sizes.ts --update` and say why in the commit.')
  process.exitCode = 1
}

async function measureInstalled(): Promise<Sizes> {
  const folder = await mkdtemp(join(tmpdir(), 'respool-sizes-'))
  try {
    const sizes = (await packAll(folder)).map(
      async (each) => [`${each.name}, installed`, kilobytes(await unpackedBytes(each.file))] as const,
    )
    return Object.fromEntries(await Promise.all(sizes))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** What `measureInstalled` has built. */
async function measureLoaded(): Promise<Sizes> {
  const sizes: Sizes = {}
  for (const { name, folder: source } of await publishedPackages()) {
    const { exports = {}, bin = {}, peerDependencies = {} } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as Manifest
    const external = Object.keys(peerDependencies)
    const entries = Object.keys(exports).filter((entry) => entry !== './package.json')
    for (const entry of entries) {
      const path = name + entry.slice(1)
      sizes[`${path}, loaded`] = kilobytes(await loadedBytes(`export * from '${path}'`, source, external))
    }
    for (const [command, program] of Object.entries(bin)) {
      // Its text, for an import of it would be dropped: the package says that none of its modules has effects.
      const path = join(source, program)
      sizes[`${command} as a command, loaded`] = kilobytes(await loadedBytes(await readFile(path, 'utf8'), dirname(path), external))
    }
    for (const part of parts.filter(({ from }) => from === name)) {
      sizes[`${part.name} of ${name}, bundled`] = kilobytes(await loadedBytes(`export { ${part.name} } from '${name}'`, source, external))
    }
  }
  return sizes
}

interface Manifest {
  readonly exports?: object
  readonly bin?: { readonly [command: string]: string }
  readonly peerDependencies?: { readonly [name: string]: string }
}

async function compare(): Promise<string[]> {
  const budgets = JSON.parse(await readFile(file, 'utf8')) as Sizes
  const unknown = Object.keys(budgets).filter((what) => !(what in measured))
  return [
    ...unknown.map((what) => `${what}: there is a budget, but nothing to measure`),
    ...Object.entries(measured).flatMap(([what, size]) => {
      const budget = budgets[what]
      if (budget === undefined) return [`${what}: ${size} kB, no budget`]
      return size <= budget ? [] : [`${what}: ${size} kB, budget ${budget} kB`]
    }),
  ]
}

/** A little room: what is right today should not fail for a longer message tomorrow. */
async function update(): Promise<string[]> {
  const budgets = Object.fromEntries(Object.entries(measured).map(([what, size]) => [what, Math.ceil(size * 10.5) / 10]))
  await writeFile(file, `${JSON.stringify(budgets, undefined, 2)}\n`)
  return []
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 100) / 10
}
