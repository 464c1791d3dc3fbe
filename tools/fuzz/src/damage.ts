import { isRespoolError, parseCassette } from '@respool/core'
import { mutate } from './mutate.ts'
import { createRandom } from './random.ts'

export interface DamageReport {
  readonly read: number
  readonly refused: number
  /** What must not be: another exception, or more time or memory than a file of its size may take. */
  readonly faults: readonly string[]
}

const mostCpu = 1000

/** The damaged copy that a seed stands for: of one of the files, so that one fault can be looked at alone. */
export function damagedBy(seed: number, files: readonly Uint8Array[]): Uint8Array {
  const random = createRandom(seed)
  return mutate(random.pick(files), random)
}

/** @param begin told each seed before its file is read: whoever looks on knows which one the process has not outlived */
export async function readDamaged(
  files: readonly Uint8Array[],
  seeds: readonly number[],
  begin: (seed: number) => void,
): Promise<DamageReport> {
  let read = 0
  let refused = 0
  const faults: string[] = []
  for (const seed of seeds) {
    const damaged = damagedBy(seed, files)
    begin(seed)
    const before = process.cpuUsage()
    try {
      const { interactions } = await parseCassette(damaged, { name: `seed ${seed}` })
      // Bodies are decoded when they are first asked for.
      for (const { request, response } of interactions) void (request.body.length + response.chunks.length)
      read++
    } catch (error) {
      if (isRespoolError(error, 'invalid-cassette')) refused++
      else faults.push(`seed ${seed}: ${String(error)}`)
    }
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1000 > mostCpu)
      faults.push(`seed ${seed}: ${Math.round((user + system) / 1000)} ms of CPU time for ${damaged.length} bytes`)
  }
  return { read, refused, faults }
}
