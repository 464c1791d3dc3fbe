import type { ExitCode, Terminal } from './terminal/terminal.ts'

/** Says what went wrong: in words where respool knows, with the stack where it is a defect. */
export function reportFailure(terminal: Terminal, command: string, error: unknown): ExitCode {
  if (isOurs(error)) {
    terminal.err(`respool ${command}: ${error.message}\n`)
  } else {
    const shown = error instanceof Error ? (error.stack ?? error.message) : String(error)
    terminal.err(`respool ${command} has a defect. Please report it, with this: https://github.com/respool/respool/issues\n${shown}\n`)
  }
  return 2
}

/** As isRespoolError of the core, which `--help` does without: importing it takes longer than the help. */
function isOurs(error: unknown): error is Error {
  return error instanceof Error && Symbol.for('respool.error') in error
}
