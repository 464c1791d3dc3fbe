/** All that a command knows of the world besides files. Injected, so that tests see what a person would. */
export interface Terminal {
  /** Standard output: the answer, and nothing else. */
  readonly out: (text: string | Uint8Array) => void
  /** Standard error: warnings, progress and errors. */
  readonly err: (text: string) => void
  /** How many columns there are to write in; 80 where standard output is no terminal. */
  readonly columns: number
  /** Whether standard output takes colours. */
  readonly color: boolean
  /** Whether standard error is a terminal, where progress can be drawn over itself. */
  readonly live: boolean
  /** Where relative paths begin. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** 0: all is well; 1: there are findings, or a difference; 2: it could not be asked like this, or not be read. */
export type ExitCode = 0 | 1 | 2

/**
 * Whether to write colours: on a terminal that knows them, unless told otherwise.
 *
 * @see https://no-color.org
 * @see https://force-color.org
 */
export function wantsColor(isTerminal: boolean, { FORCE_COLOR, NO_COLOR, TERM }: Terminal['env']): boolean {
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  return isTerminal && TERM !== 'dumb'
}
