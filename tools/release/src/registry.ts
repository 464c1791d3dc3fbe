import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { cleanEnvironment } from './environment.ts'
import { mustRun, start } from './run.ts'

const verdaccio = { version: '6.10.4', overrides: { 'node-fetch': '2.7.0' } }

export interface Registry {
  readonly name: string
  readonly url: string
  /** What makes npm and pnpm use this registry, logged in, and nothing else. */
  readonly env: NodeJS.ProcessEnv
}

/**
 * Starts a registry on loopback. It has these packages only as they are published to it; all others come from the registry that npm is
 * configured with.
 */
export async function startRegistry(folder: string, ours: readonly string[]): Promise<Registry> {
  await mkdir(folder, { recursive: true })
  const env = cleanEnvironment()
  const upstream = (await mustRun('npm', ['config', 'get', 'registry'], { cwd: folder, env, seconds: 30 })).trim()
  const manifest = { private: true, dependencies: { verdaccio: verdaccio.version }, overrides: verdaccio.overrides }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  await mustRun('npm', ['install', '--ignore-scripts', '--no-package-lock'], { cwd: folder, env, seconds: 240 })

  await writeFile(join(folder, 'config.json'), JSON.stringify(configuration(upstream, ours)))
  const url = `http://127.0.0.1:${await freePort()}/`
  const program = join(folder, 'node_modules/verdaccio/bin/verdaccio')
  const server = start(process.execPath, [program, '--config', 'config.json', '--listen', url], { cwd: folder, env })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const token = await logIn(url, () => said)

  const userconfig = join(folder, 'npmrc')
  await writeFile(userconfig, `registry=${url}\n${url.slice('http:'.length)}:_authToken=${token}\n`)
  return {
    name: `verdaccio ${verdaccio.version}`,
    url,
    env: { npm_config_userconfig: userconfig, npm_config_registry: url, PNPM_CONFIG_REGISTRY: url },
  }
}

function configuration(upstream: string, ours: readonly string[]): object {
  const own = ours.map((name) => [name, { access: '$all', publish: '$authenticated' }] as const)
  return {
    storage: './storage',
    // Some packages of the consumers are large.
    max_body_size: '100mb',
    uplinks: { upstream: { url: upstream, timeout: '60s' } },
    packages: { ...Object.fromEntries(own), '**': { access: '$all', proxy: 'upstream' } },
    auth: { htpasswd: { file: './htpasswd' } },
    log: { type: 'stdout', format: 'pretty', level: 'warn' },
  }
}

/** Makes a user, as soon as the registry answers, and gives its token. */
async function logIn(url: string, said: () => string): Promise<string> {
  const user = { name: 'release', password: crypto.randomUUID() }
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    const response = await fetch(`${url}-/user/org.couchdb.user:${user.name}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(user),
    }).catch(() => undefined)
    if (response?.ok === true) return ((await response.json()) as { token: string }).token
    if (response !== undefined) throw new Error(`The registry gives no token: ${response.status} ${await response.text()}\n${said()}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`The registry has not started within a minute.\n${said()}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
