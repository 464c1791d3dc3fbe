// Packs the package in the current folder as it would be published, and has publint and attw judge the tarball:
// `pnpm pack` applies publishConfig, which `npm pack` (and so `attw --pack`) does not.
import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'

const run = (command, ...args) => execFileSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })

rmSync('.pack', { recursive: true, force: true })
run('pnpm', 'pack', '--pack-destination', '.pack')
for (const tarball of readdirSync('.pack').map((name) => `.pack/${name}`)) {
  run('publint', '--strict', tarball)
  run('attw', tarball, '--profile', 'esm-only', '--format', 'table-flipped')
}
