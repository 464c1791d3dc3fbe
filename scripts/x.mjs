// Runs a script of package.json with pnpm, on any machine that has Node and npm.
// Where the host's Node is too old for the tools, a newer one is taken from the npm registry, for this run only;
// a modern host keeps its own Node, so that a CI matrix tests what it says.
import { spawnSync } from 'node:child_process'

const NODE = '24.21.0'
const PNPM = '12.4.2'

const [major, minor] = process.versions.node.split('.').map(Number)
const modern = (major === 22 && minor >= 18) || (major === 24 && minor >= 11) || major >= 26
const os = process.platform === 'win32' ? 'win' : process.platform
const vendor = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
const runtime = modern ? [] : ['-p', `${vendor}-${os}-${process.arch}@${NODE}`]

const command = `pnpm run ${process.argv.slice(2).join(' ')}`
const { status } = spawnSync('npx', ['--yes', '-p', `pnpm@${PNPM}`, ...runtime, '-c', command], {
  stdio: 'inherit',
  env: { DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1', ...process.env },
  shell: process.platform === 'win32',
})
process.exit(status ?? 1)
