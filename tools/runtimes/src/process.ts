import { spawn, type SpawnOptions } from 'node:child_process'

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A program that runs until it is ended. */
export interface Running extends AsyncDisposable {
  readonly finished: Promise<Finished>
}

// A group of its own, which ends as a whole: browsers have children.
const grouped = process.platform !== 'win32'

/** Starts a program. Whatever happens to this process, it ends with it. */
export function start(program: string, args: readonly string[], options: SpawnOptions = {}): Running {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: grouped })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))

  function kill(): void {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
    if (grouped) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  }
  process.on('exit', kill)
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  }).finally(() => process.off('exit', kill))
  // Who disposes of it may never have asked how it went.
  finished.catch(() => {})
  return {
    finished,
    async [Symbol.asyncDispose]() {
      kill()
      await finished.catch(() => {})
    },
  }
}

/** Runs a program to its end. @param options.timeout milliseconds; ten minutes where nothing is said */
export async function finish(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  await using running = start(program, args, { timeout: 600_000, ...options })
  return await running.finished
}
