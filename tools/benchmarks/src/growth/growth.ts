import { tempFolder } from '@respool/testkit'
import type { Contestant, Group, Settings } from '../frame/group.ts'
import { nodeProgram, run } from '../frame/program.ts'
import { goName } from '../go/name.ts'
import { goContestant } from '../go/program.ts'
import { field, goLimit, type Entrant, type EntrantName } from './field.ts'
import { template } from './interactions.ts'

/** How many interactions in a cassette. */
export const counts = [10, 100, 1000, 10_000, 100_000] as const
// Both are warmed up with.
const quickCounts = [10, 100] as const
const warm = 100

/** What one cassette costs as it grows: to open it and have one answer, to look up the first and the last, and in memory. */
export async function* growth({ quick, peers }: Settings): AsyncGenerator<Group> {
  await using folder = await tempFolder({ searched: false })
  const asks = quick ? 20 : 100
  const recorded = new Set<string>()
  for (const count of quick ? quickCounts : counts) {
    const entrants = (Object.entries(field) as [EntrantName, Entrant][]).filter(
      ([, { kind, limit }]) => (peers || kind !== 'peer') && count <= limit,
    )
    const cell = new URL('cell.ts', import.meta.url)
    const contestants = entrants.map(([name, { kind }]): Contestant => {
      const program = nodeProgram(cell, [name, String(count), String(warm), String(asks), folder.path], ['--expose-gc'])
      const start = async () => {
        for (const some of new Set([warm, count])) await record(name, some)
        return { sample: () => run(program) }
      }
      return { name, kind, start }
    })
    const vcr =
      peers && count <= goLimit
        ? goContestant(goName, ['grow', folder.file(`${count}.yaml`), String(count), String(asks), template])
        : undefined
    yield {
      id: `growth/${count}`,
      title: `${count.toLocaleString('en')} interactions in one cassette`,
      contestants: vcr ? [...contestants, vcr] : contestants,
      columns: ['open', 'lookupFirst', 'lookupLast', 'memory'],
      rounds: quick ? 1 : 3,
    }
  }

  async function record(name: EntrantName, count: number): Promise<void> {
    const key = `${name} ${count}`
    if (recorded.has(key)) return
    recorded.add(key)
    await run(nodeProgram(new URL('record.ts', import.meta.url), [name, String(count), folder.path]))
  }
}
