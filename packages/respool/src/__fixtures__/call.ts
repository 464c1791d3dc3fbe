import { runCli } from '../cli.ts'
import type { ExitCode, Terminal } from '../terminal/terminal.ts'

export interface Called {
  readonly code: ExitCode
  readonly out: string
  readonly err: string
}

/** Calls the command line as a person would: `await call(['ls', '--json'], { cwd })`. */
export async function call(args: readonly string[], given: Partial<Omit<Terminal, 'out' | 'err'>> = {}): Promise<Called> {
  const out: Uint8Array[] = []
  let err = ''
  const code = await runCli(args, {
    columns: 80,
    color: false,
    live: false,
    cwd: process.cwd(),
    env: {},
    now: () => Date.UTC(2026, 0, 2),
    ...given,
    out: (text) => void out.push(Buffer.from(text)),
    err: (text) => void (err += text),
  })
  return { code, out: Buffer.concat(out).toString('utf8'), err }
}
