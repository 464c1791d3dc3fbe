import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Contestant, Kind, Outcome } from './group.ts'

// Whoever needs longer hangs.
const patience = 120_000

interface Program {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

/** Runs to its end; its last line is what it measured, as JSON. */
export function run({ command, args, ...options }: Program): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], timeout: patience, killSignal: 'SIGKILL' })
    const texts = { out: '', error: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.error += text))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const line = texts.out.trimEnd().split('\n').at(-1)!
      if (code === 0 && line.startsWith('{')) resolve(JSON.parse(line) as Outcome)
      else reject(new Error(`ended with ${signal ?? code}: ${texts.error.trim() || texts.out} (${[command, ...args].join(' ')})`))
    })
  })
}

/** A new process for every measurement, which a figure of a process's first steps needs. */
export function oneShot(name: string, kind: Kind, program: Program): Contestant {
  return { name, kind, start: async () => ({ sample: () => run(program) }) }
}

/** The same, for a module of ours. @param flags of Node */
export function nodeProgram(module: URL, args: readonly string[] = [], flags: readonly string[] = []): Program {
  return { command: process.execPath, args: [...process.execArgv, '--no-warnings', ...flags, fileURLToPath(module), ...args] }
}
