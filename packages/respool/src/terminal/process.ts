import { wantsColor, type Terminal } from './terminal.ts'

const widthOfAPipe = 80
const narrowest = 40

/** The terminal of this process. */
export function processTerminal(process: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = process
  return {
    out: writerTo(stdout),
    columns: Math.max(narrowest, stdout.isTTY ? stdout.columns || widthOfAPipe : widthOfAPipe),
    color: wantsColor(stdout.isTTY, env),
    err: writerTo(stderr),
    live: stderr.isTTY && env['TERM'] !== 'dumb',
    cwd: process.cwd(),
    env,
    now: Date.now,
  }
}

/** Who reads us may have seen enough (`respool scan | head`): that is no failure of ours, and no reason to leave work half done or to end without an answer. */
function writerTo(stream: NodeJS.WriteStream): (text: string | Uint8Array) => void {
  let read = true
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    read = false
  })
  return (text) => {
    if (read) stream.write(text)
  }
}
