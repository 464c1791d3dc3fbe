import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { damagedBy, type DamageReport } from './damage.ts'
import { hostileFiles } from './hostile.ts'

const megabyte = 1024 * 1024

/** Bytes that a file may take while it is read: 32 MB and twenty times itself. */
const allowance = (size: number) => 32 * megabyte + 20 * size

/**
 * Reads damaged copies in processes that have no more memory than the smallest of their files may take, so what one takes too much ends its process. By
 * size, since one process for each would take hours.
 */
export async function readDamagedCapped(files: readonly Uint8Array[], times: number, firstSeed: number): Promise<DamageReport> {
  const total = { read: 0, refused: 0, faults: [] as string[] }
  for (const { cap, seeds } of bySize(files, times, firstSeed)) {
    for (let left = seeds; left.length > 0;) {
      const { done, at } = await run(cap, ['damaged', ...left.map(String)])
      if (done !== undefined) {
        const { read, refused, faults } = JSON.parse(done) as DamageReport
        total.read += read
        total.refused += refused
        total.faults.push(...faults)
        break
      }
      total.faults.push(`seed ${at}: more than ${Math.round(cap / megabyte)} MB of memory, or the end of its process`)
      left = left.slice(left.indexOf(Number(at)) + 1)
    }
  }
  return total
}

/** Each in a process of its own. */
export async function readHostileCapped(): Promise<
  { readonly name: string; readonly size: number; readonly outcome: string | undefined }[]
> {
  const results = []
  for (const [name, make] of Object.entries(hostileFiles)) {
    const size = Buffer.byteLength(make())
    results.push({ name, size, outcome: (await run(allowance(size), [name])).done })
  }
  return results
}

// As many as fit on a command line.
const mostSeeds = 2000

function bySize(files: readonly Uint8Array[], times: number, firstSeed: number): { cap: number; seeds: number[] }[] {
  const batches = new Map<number, { cap: number; seeds: number[] }[]>()
  for (let seed = firstSeed; seed < firstSeed + times; seed++) {
    const cap = allowance(damagedBy(seed, files).byteLength)
    // Within four megabytes they count as one size.
    const same = batches.get(Math.floor(cap / megabyte / 4)) ?? []
    batches.set(Math.floor(cap / megabyte / 4), same)
    const last = same.at(-1)
    if (last && last.seeds.length < mostSeeds) {
      last.cap = Math.min(last.cap, cap)
      last.seeds.push(seed)
    } else same.push({ cap, seeds: [seed] })
  }
  return [...batches.values()].flat()
}

let before: number | undefined

/** `done`: what the process said at its end; undefined where it did not get there. */
async function run(cap: number, job: readonly string[]): Promise<{ done: string | undefined; at: string | undefined }> {
  before ??= Number((await start(1024 * megabyte, ['nothing'])).done)
  return start(cap + before, job)
}

async function start(heap: number, job: readonly string[]): Promise<{ done: string | undefined; at: string | undefined }> {
  const entry = fileURLToPath(new URL('capped-process.ts', import.meta.url))
  const limits = [`--max-old-space-size=${Math.round(heap / megabyte)}`, '--max-semi-space-size=2']
  const child = spawn(process.execPath, ['--expose-gc', '--conditions=@respool/source', ...limits, entry, ...job], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  await once(child, 'close')
  const lines = said.split('\n')
  return {
    done: lines.findLast((line) => line.startsWith('done '))?.slice('done '.length),
    at: lines.findLast((line) => line.startsWith('at '))?.slice('at '.length),
  }
}
