import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { finish } from './process.ts'
import type { Absent } from './runtime.ts'

const cache = fileURLToPath(new URL('../.cache/', import.meta.url))

/** One program of an npm package: its package for this machine, and the path in there. */
export interface Program {
  readonly npm: string
  readonly version: string
  readonly path: string
}

/**
 * The path of a program, which is fetched from npm the first time: no `pnpm install` has to carry hundreds of megabytes of runtimes. No script of the
 * package is run.
 */
export async function obtain({ npm, version, path }: Program): Promise<string | Absent> {
  const home = join(cache, `${npm.replaceAll(/[@/]+/g, '-')}-${version}`)
  const program = join(home, 'node_modules', npm, path)
  if (existsSync(program)) return program
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'new-'))
  try {
    const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', `${npm}@${version}`]
    const { code, stderr } = await finish('npm', args, { shell: process.platform === 'win32' })
    if (code !== 0) return { absent: `npm gives no ${npm}@${version}: ${reasonOf(stderr)}` }
    // Whole or not at all: another run may be doing the same.
    await rm(home, { recursive: true, force: true })
    await rename(folder, home)
    return program
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function reasonOf(stderr: string): string {
  const line = stderr.split('\n').find((each) => /^npm (?:error|ERR!)/.test(each))
  return line?.replace(/^npm \S+ /, '') ?? 'no reason given'
}
