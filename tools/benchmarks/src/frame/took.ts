// For the processes that are measured.
import type { Outcome } from './group.ts'

export interface Took<Value> {
  readonly value: Value
  /** Milliseconds. */
  readonly wall: number
  readonly cpu: number
}

export async function took<Value>(action: () => Value | Promise<Value>): Promise<Took<Value>> {
  const before = process.cpuUsage()
  const start = performance.now()
  const value = await action()
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  return { value, wall, cpu: (user + system) / 1000 }
}

/** What frame/program.ts waits for. */
export function report(outcome: Outcome): void {
  process.stdout.write(`${JSON.stringify(outcome)}\n`)
}

/** Bytes that are in use. Needs `--expose-gc`. */
export function bytesInUse(): number {
  for (let round = 0; round < 4; round++) globalThis.gc!()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
