/** A fenced block of a page, and what is to be done with it. */
export interface Block {
  /** The page's path from the repository's top. */
  readonly page: string
  /** Of its first line of code, counted from 1. */
  readonly line: number
  readonly lang: string
  readonly code: string
  /** Runs in the page's folder, in its turn. */
  readonly run: boolean
  /** It has to end with another exit code than 0. */
  readonly fails: boolean
  /** No request may reach the server meanwhile. */
  readonly offline: boolean
  /** What the run before it has printed, or else the command of a comment above it. */
  readonly output: boolean
  /** A whole cassette. */
  readonly cassette: boolean
  /** Written to the page's folder under this name, so that later blocks can import or run it. */
  readonly file: string | undefined
  readonly env: Readonly<Record<string, string>>
  /** Code from a comment above, which a reader does not see. */
  readonly before: string
  /** A shell command from a comment above: an output is what this prints. */
  readonly command: string | undefined
  /** Why nothing is done with it. */
  readonly unchecked: string | undefined
}

/** Where a reader finds it. */
export function placeOf({ page, line }: Pick<Block, 'page' | 'line'>): string {
  return `${page}:${line}`
}
