import { existsSync } from 'node:fs'
import { cp, mkdir, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment } from './environment.ts'
import { mustRun } from './run.ts'
import type { Registry } from './registry.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const bin = (name: string) => join(root, 'node_modules/.bin', name)

/**
 * Makes a copy of this checkout as it stands, uncommitted changes included, with its dependencies installed: what is done there changes
 * nothing here. It is a repository with one commit, and no clone, since changesets never end deepening the clone of a shallow one.
 */
export async function copyCheckout(folder: string): Promise<void> {
  const git = (cwd: string, ...args: string[]) => mustRun('git', args, { cwd, env: cleanEnvironment(), seconds: 60 })
  const listed = await git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
  // What is deleted and not committed is listed all the same.
  for (const file of new Set(listed.split('\0'))) {
    if (file === '' || !existsSync(join(root, file))) continue
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await cp(join(root, file), join(folder, file), { verbatimSymlinks: true })
  }
  await git(folder, 'init', '--quiet', '--initial-branch', 'main')
  await git(folder, 'config', 'user.name', 'release:dry')
  await git(folder, 'config', 'user.email', 'release-dry@localhost')
  await commit(folder, 'As it stands')
  const options = { cwd: folder, env: cleanEnvironment(), seconds: 300 }
  await mustRun(bin('pnpm'), ['install', '--frozen-lockfile', '--prefer-offline'], options)
}

/** Does to the copy what the pull request of a release does. Gives the files that it changes: none where there is no changeset. */
export async function versionPackages(folder: string): Promise<string[]> {
  const pending = (await readdir(join(folder, '.changeset'))).filter((name) => name.endsWith('.md') && name !== 'README.md')
  // To `changeset version` that is an error.
  if (pending.length === 0) return []
  const options = { cwd: folder, env: cleanEnvironment(), seconds: 120 }
  await mustRun(bin('pnpm'), ['changeset', 'version'], options)
  const changed = await mustRun('git', ['status', '--short'], options)
  await commit(folder, 'Version packages')
  return changed.split('\n').filter((line) => line !== '')
}

/** Builds, checks, packs and publishes as the release workflow does, but to this registry. */
export async function publishPackages(folder: string, registry: Registry): Promise<void> {
  await mustRun(bin('pnpm'), ['run', 'release'], { cwd: folder, env: cleanEnvironment(registry.env), seconds: 600 })
}

async function commit(folder: string, message: string): Promise<void> {
  const options = { cwd: folder, env: cleanEnvironment(), seconds: 60 }
  await mustRun('git', ['add', '--all'], options)
  await mustRun('git', ['commit', '--quiet', '--allow-empty', '--no-verify', '--message', message], options)
}
