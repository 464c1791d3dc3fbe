import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesBelow } from '@respool/testkit'
import { openLibrary, type Library } from './library.ts'
import { run } from './process.ts'
import { versions, type Version } from './versions.ts'

export const goFolder: string = fileURLToPath(new URL('../go/', import.meta.url))
const cacheFolder = fileURLToPath(new URL('../.cache/', import.meta.url))

export type Libraries = Readonly<Record<Version, Library>>

/** Why there is nothing to prove with: no Go on this machine, or no way to the modules. */
export interface Skipped {
  readonly skipped: string
}

/** Nothing of the caller's own Go settings may decide what is built, but for where modules come from. */
export const goEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  GOFLAGS: '-mod=readonly -buildvcs=false',
  GOWORK: 'off',
  GOTOOLCHAIN: 'local',
  CGO_ENABLED: '0',
}

/** The Go programs, built where they are not yet. */
export async function prepareLibraries(): Promise<Libraries | Skipped> {
  const go = await goVersion()
  if (go === undefined) return { skipped: 'there is no Go on this machine (https://go.dev/dl, 1.24 or newer)' }
  const stamp = await stampOf(go)
  if (await isBuilt(stamp)) return libraries()
  await mkdir(cacheFolder, { recursive: true })
  for (const version of versions) {
    const args = ['build', '-trimpath', '-o', program(version), '.']
    const { code, stderr } = await run('go', args, { cwd: join(goFolder, version), env: goEnvironment })
    if (code === 0) continue
    if (isOffline(stderr)) return { skipped: `the Go modules cannot be fetched here: ${stderr.trim().split('\n').at(-1)}` }
    throw new Error(`go-vcr ${version} does not build:\n${stderr}`)
  }
  await writeFile(join(cacheFolder, 'stamp'), stamp)
  return libraries()
}

/** The Go programs if they are built already; for tests, which must not wait for a compiler. */
export async function builtLibraries(): Promise<Libraries | Skipped> {
  const go = await goVersion()
  if (go === undefined) return { skipped: 'there is no Go on this machine' }
  return (await isBuilt(await stampOf(go)))
    ? libraries()
    : { skipped: 'the Go programs are not built: `pnpm interop` does it, and proves more' }
}

async function goVersion(): Promise<string | undefined> {
  const { code, stdout } = await run('go', ['version']).catch(() => ({ code: 1, stdout: '' }))
  return code === 0 ? stdout.trim() : undefined
}

async function stampOf(go: string): Promise<string> {
  const hash = createHash('sha256').update(go)
  for (const { path, bytes } of await filesBelow(goFolder)) hash.update(`\n${path} ${bytes.byteLength}\n`).update(bytes)
  return hash.digest('hex')
}

async function isBuilt(stamp: string): Promise<boolean> {
  const found = await readFile(join(cacheFolder, 'stamp'), 'utf8').catch(() => undefined)
  return found === stamp && versions.every((version) => existsSync(program(version)))
}

function libraries(): Libraries {
  return Object.fromEntries(versions.map((version) => [version, openLibrary(version, program(version))])) as Record<Version, Library>
}

function program(version: Version): string {
  return join(cacheFolder, process.platform === 'win32' ? `go-vcr-${version}.exe` : `go-vcr-${version}`)
}

/** A missing network is no failure of ours; a wrong checksum or code that does not compile is one. */
function isOffline(stderr: string): boolean {
  return /dial tcp|no such host|connection refused|i\/o timeout|proxyconnect|network is unreachable|module lookup disabled|40[34] |TLS handshake|requires go >=/.test(
    stderr,
  )
}
