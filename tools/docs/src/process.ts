import { spawn } from 'node:child_process'

export interface Ended {
  /** null where it took too long. */
  readonly code: number | null
  /** What it printed, both streams as they came. */
  readonly output: string
}

export interface Where {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds. */
  readonly patience?: number
}

/** Runs a line of shell to its end, or ends it and all that it has started. */
export function shell(line: string, { cwd, env, patience = 120_000 }: Where): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // A group of its own: what npx starts would outlive npx.
    const child = spawn('sh', ['-ec', line], { cwd, env: { ...(env ?? process.env) }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.stderr.on('data', (part: Buffer) => parts.push(part))
    const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), patience)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, output: Buffer.concat(parts).toString() })
    })
  })
}

/** Is there such a program? */
export async function has(program: string): Promise<boolean> {
  return (await shell(`command -v ${program}`, { cwd: '.' })).code === 0
}
