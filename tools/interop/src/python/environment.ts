import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../process.ts'
import type { Skipped } from '../toolchain.ts'

const folder = fileURLToPath(new URL('../../python/', import.meta.url))
const cache = fileURLToPath(new URL('../../.cache/python/', import.meta.url))

/** A Python with the packages of requirements.txt, and a way to run our programs in it. */
export interface Python {
  /** Runs one of tools/interop/python; its output, line by line. */
  readonly run: (program: string, args: readonly string[], lines?: readonly unknown[]) => Promise<readonly unknown[]>
}

/** The virtual environment, made where it is not there yet. */
export async function preparePython(): Promise<Python | Skipped> {
  const found = await findPython()
  if (found === undefined) return { skipped: 'there is no Python 3.10 or newer on this machine (https://www.python.org)' }
  const requirements = join(folder, 'requirements.txt')
  const stamp = createHash('sha256')
    .update(`${found.version}\n${await readFile(requirements, 'utf8')}`)
    .digest('hex')
  const stampFile = join(cache, 'stamp')
  if ((await readFile(stampFile, 'utf8').catch(() => '')) !== stamp || !existsSync(interpreter())) {
    await rm(cache, { recursive: true, force: true })
    await mkdir(cache, { recursive: true })
    for (const [program, args] of [
      [found.program, ['-m', 'venv', cache]],
      [interpreter(), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]],
    ] as const) {
      const { code, stderr } = await run(program, args)
      if (code === 0) continue
      if (isOffline(stderr)) return { skipped: `the Python packages cannot be fetched here: ${stderr.trim().split('\n').at(-1)}` }
      throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${stderr}`)
    }
    await writeFile(stampFile, stamp)
  }
  return { run: runProgram }
}

async function findPython(): Promise<{ program: string; version: string } | undefined> {
  for (const program of ['python3', 'python']) {
    const { code, stdout } = await run(program, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']).catch(() => ({
      code: 1,
      stdout: '',
    }))
    const version = stdout.trim()
    const [major = 0, minor = 0] = version.split('.').map(Number)
    if (code === 0 && major === 3 && minor >= 10) return { program, version }
  }
  return undefined
}

function interpreter(): string {
  return process.platform === 'win32' ? join(cache, 'Scripts', 'python.exe') : join(cache, 'bin', 'python')
}

async function runProgram(program: string, args: readonly string[], lines: readonly unknown[] = []): Promise<readonly unknown[]> {
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  const { code, stdout, stderr } = await run(interpreter(), [join(folder, program), ...args], { input })
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${stderr}`)
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)
}

function isOffline(stderr: string): boolean {
  return /No matching distribution|Could not find a version|Temporary failure in name resolution|Failed to establish a new connection|ensurepip is not available|ConnectTimeout|ProxyError/.test(
    stderr,
  )
}
