import { spawn, type ChildProcess } from 'node:child_process'

export interface RunOptions {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** How long it may take; then it is ended, with all that it started. */
  readonly seconds: number
}

export interface Ran {
  readonly ok: boolean
  /** Standard output alone. */
  readonly stdout: string
  /** Both outputs, and why it was ended where it was. */
  readonly output: string
  readonly seconds: number
}

const running = new Set<ChildProcess>()
let ended = false

/** Runs a program to its end. */
export function run(command: string, args: readonly string[], { cwd, env, seconds }: RunOptions): Promise<Ran> {
  const started = performance.now()
  return new Promise((settle) => {
    const child = start(command, args, { cwd, env })
    let stdout = ''
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      output += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text))
    const timer = setTimeout(() => {
      output += `\nIt was ended: it had not come to its end after ${seconds} s.`
      end(child)
    }, seconds * 1000)
    child.on('error', (error) => (output += String(error)))
    child.on('close', (status) => {
      clearTimeout(timer)
      settle({ ok: status === 0, stdout, output, seconds: (performance.now() - started) / 1000 })
    })
  })
}

/** Runs a program to its end, and gives its standard output. @throws Error where it fails, with all that it has said */
export async function mustRun(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { ok, stdout, output } = await run(command, args, options)
  if (!ok) throw new Error(`${[command, ...args].join(' ')} failed in ${options.cwd}\n${output}`)
  return stdout
}

/** Starts a program that goes on; `endAll` ends it. */
export function start(command: string, args: readonly string[], { cwd, env }: Pick<RunOptions, 'cwd' | 'env'>): ChildProcess {
  if (ended) throw new Error('Everything was ended: nothing more is started.')
  // A group of its own, so that it can be ended with all that it starts.
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  child.on('close', () => running.delete(child))
  return child
}

/** Ends every program that was started here and has not ended, with all that it started, and lets none start any more. */
export function endAll(): void {
  ended = true
  for (const child of running) end(child)
}

function end(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
