import { benches } from './benches.ts'
import type { Settings } from './frame/group.ts'
import { race } from './frame/race.ts'
import { tableOf } from './print.ts'
import { machine, type GroupResult, type Results } from './results.ts'

/** Runs benches, printing each group as it comes. @param wanted of their groups, by the beginnings of their names; none: all */
export async function measure(wanted: readonly string[], settings: Settings): Promise<Results> {
  const groups: Record<string, GroupResult> = {}
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.some((each) => each.split('/')[0] === name)) continue
    for await (const group of bench(settings)) {
      if (wanted.length > 0 && !wanted.some((each) => isPart(group.id, each))) continue
      const { id, title, columns } = group
      const result = { title, columns, cells: await race(group) }
      groups[id] = result
      console.log(tableOf(id, result))
    }
  }
  return { machine: machine(), node: process.version, groups }
}

function isPart(id: string, of: string): boolean {
  return id === of || id.startsWith(`${of}/`)
}
