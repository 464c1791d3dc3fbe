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

/** Reads damaged copies of the files, each with a seed of its own, so that one fault can be looked at alone. */
export async function readDamaged(files: readonly Uint8Array[], times: number, firstSeed: number): Promise<DamageReport> {
  let read = 0
  let refused = 0
  const faults: string[] = []
  for (let seed = firstSeed; seed < firstSeed + times; seed++) {
    const random = createRandom(seed)
    const damaged = mutate(random.pick(files), random)
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
