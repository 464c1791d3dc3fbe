import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { goEnvironment } from '../../../interop/src/toolchain.ts'
import { oneShot } from '../frame/program.ts'
import type { Contestant } from '../frame/group.ts'

const sources = fileURLToPath(new URL('../../go/', import.meta.url))
const cache = fileURLToPath(new URL('../../.cache/', import.meta.url))
const program = `${cache}go-vcr${process.platform === 'win32' ? '.exe' : ''}`

let built: boolean | undefined

/** go-vcr itself at a task of `tools/benchmarks/go`; undefined, and said why, where it cannot be built. */
export function goContestant(name: string, args: readonly string[]): Contestant | undefined {
  built ??= build()
  return built ? oneShot(name, 'peer', { command: program, args }) : undefined
}

// Go's own cache makes this quick where nothing has changed.
function build(): boolean {
  mkdirSync(cache, { recursive: true })
  const { status, stderr, error } = spawnSync('go', ['build', '-trimpath', '-o', program, '.'], {
    cwd: sources,
    env: goEnvironment,
    encoding: 'utf8',
    timeout: 300_000,
  })
  if (status !== 0)
    console.log(
      `\nskipped: go-vcr, ${error ? 'there is no Go on this machine' : `it does not build here: ${stderr.trim().split('\n').at(-1)}`}`,
    )
  return status === 0
}
