import { wantsColor, type Terminal } from './terminal.ts'

const widthOfAPipe = 80
const narrowest = 40

/** The terminal of this process. */
export function processTerminal(process: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = process
  // Who reads us may have seen enough (`respool ls | head`): that is no failure of ours.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
  return {
    out: (text) => void stdout.write(text),
    columns: Math.max(narrowest, stdout.isTTY ? stdout.columns || widthOfAPipe : widthOfAPipe),
    color: wantsColor(stdout.isTTY, env),
    err: (text) => void stderr.write(text),
    live: stderr.isTTY && env['TERM'] !== 'dumb',
    cwd: process.cwd(),
    env,
    now: Date.now,
  }
}
