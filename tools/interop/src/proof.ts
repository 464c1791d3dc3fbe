import type { TempFolder } from '@respool/testkit'
import type { Libraries } from './toolchain.ts'

/** One thing that was to be proven, how often it was tried, and where it did not hold. */
export interface Finding {
  readonly what: string
  readonly of: number
  readonly failures: readonly string[]
  /** What the number leaves out, and why. */
  readonly note?: string
}

export interface Workshop {
  readonly libraries: Libraries
  /** Gone when the proofs are over. */
  readonly folder: TempFolder
}

export interface Proof {
  readonly name: string
  readonly prove: (workshop: Workshop) => Promise<readonly Finding[]>
}

/** An error is a finding like any other: the rest is still worth proving. */
export async function attempt(action: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await action()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Collects what does not hold. */
export function finding(
  what: string,
  note?: string,
): { check: (name: string, problem: string | undefined) => void; result: () => Finding } {
  const failures: string[] = []
  let of = 0
  return {
    check(name, problem) {
      of++
      if (problem !== undefined) failures.push(`${name}: ${problem}`)
    },
    result: () => ({ what, of, failures, ...(note !== undefined && { note }) }),
  }
}
