import type { Finding } from './smoke/check.ts'

/** A JavaScript runtime, as the command meets it. */
export interface Runtime {
  /** As the table names it. */
  readonly name: string
  /** What is known not to work, and why; it is tried all the same, and must fail. */
  readonly gaps?: Readonly<Record<string, string>>
  readonly prove: (options: ProveOptions) => Promise<Proof | Absent>
}

interface ProveOptions {
  /** The smoke only, even where all tests could be run. */
  readonly quick: boolean
}

export interface Proof {
  readonly version: string
  readonly findings: readonly Finding[]
}

/** Why it was not run here. */
export interface Absent {
  readonly absent: string
}
