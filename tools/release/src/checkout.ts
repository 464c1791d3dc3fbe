import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment } from './environment.ts'
import { mustRun } from './run.ts'
import type { Registry } from './registry.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const bin = (name: string) => join(root, 'node_modules/.bin', name)

export interface Checkout {
  readonly folder: string
  readonly commit: string
  /** What is not committed, and so not in the copy. */
  readonly leftOut: string
}

/** A clone of the last commit with its dependencies installed: what is done there changes nothing here. */
export async function cloneCheckout(folder: string): Promise<Checkout> {
  const env = cleanEnvironment()
  const git = (cwd: string, ...args: string[]) => mustRun('git', args, { cwd, env, seconds: 60 })
  await git(root, 'clone', '--quiet', '--no-hardlinks', root, folder)
  // `changeset publish` makes annotated tags, for which git wants to know who makes them.
  await git(folder, 'config', 'user.name', 'release:dry')
  await git(folder, 'config', 'user.email', 'release-dry@localhost')
  await mustRun(bin('pnpm'), ['install', '--frozen-lockfile', '--prefer-offline'], { cwd: folder, env, seconds: 300 })
  return {
    folder,
    commit: (await git(folder, 'rev-parse', '--short', 'HEAD')).trim(),
    leftOut: (await git(root, 'status', '--short')).trimEnd(),
  }
}

/** Does to the copy what the pull request of a release does. Gives the changed files. */
export async function versionPackages({ folder }: Checkout): Promise<string[]> {
  const options = { cwd: folder, env: cleanEnvironment(), seconds: 120 }
  await mustRun(bin('pnpm'), ['changeset', 'version'], options)
  const changed = await mustRun('git', ['status', '--short'], options)
  await mustRun('git', ['add', '--all'], options)
  await mustRun('git', ['commit', '--quiet', '--allow-empty', '--message', 'Version packages'], options)
  return changed.split('\n').filter((line) => line !== '')
}

/** Builds, checks, packs and publishes as the release workflow does, but to this registry. */
export async function publishPackages({ folder }: Checkout, registry: Registry): Promise<void> {
  await mustRun(bin('pnpm'), ['run', 'release'], { cwd: folder, env: cleanEnvironment(registry.env), seconds: 420 })
}
