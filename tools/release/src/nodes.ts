import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cleanEnvironment } from './environment.ts'
import { run } from './run.ts'

/** The Nodes that what is published is run on: the newest of every line that it is for. */
const versions = ['20.20.2', '22.23.3', '24.21.0', '26.10.0'] as const

export interface Runtime {
  /** Such as `Node 22.23.3`. */
  readonly name: string
  readonly major: number
  readonly path: string
}

export interface Missing {
  readonly name: string
  readonly reason: string
}

/** Installs the Nodes into a folder, from the npm registry; says which cannot be had, and why. */
export async function installNodes(folder: string): Promise<{ nodes: Runtime[]; missing: Missing[] }> {
  const found = await Promise.all(versions.map((version) => installNode(version, join(folder, version))))
  return { nodes: found.filter((each) => 'path' in each), missing: found.filter((each) => 'reason' in each) }
}

async function installNode(version: string, folder: string): Promise<Runtime | Missing> {
  const name = `Node ${version}`
  const major = Number.parseInt(version, 10)
  if (process.versions.node === version) return { name, major, path: process.execPath }
  const os = process.platform === 'win32' ? 'win' : process.platform
  const vendor = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  const platformPackage = `${vendor}-${os}-${process.arch}`
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { [platformPackage]: version } }))
  const path = join(folder, 'node_modules', platformPackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const options = { cwd: folder, env: cleanEnvironment(), seconds: 180 }
  const installed = await run('npm', ['install', '--ignore-scripts', '--no-package-lock'], options)
  if (!installed.ok) return { name, reason: `${platformPackage}@${version} cannot be installed: ${firstError(installed.output)}` }
  const { stdout, ok, output } = await run(path, ['--version'], options)
  if (ok && stdout.trim() === `v${version}`) return { name, major, path }
  return { name, reason: `${platformPackage}@${version} does not run here: ${output.trim()}` }
}

function firstError(output: string): string {
  return output.split('\n').find((line) => line.startsWith('npm error')) ?? output.trim()
}
