import type { FigureName } from '../figures.ts'
import type { Contestant, Figures, Group, Kind, Outcome, Runner } from './group.ts'
import { median } from './statistics.ts'

/** What became of one contestant: the median of each figure over the rounds. */
export interface Cell {
  readonly name: string
  readonly kind: Kind
  readonly fault?: string
  readonly kept?: { readonly chunks: number; readonly of: number }
  readonly figures: Figures
}

/** By turns, in an order that changes from round to round, so that all of them share the machine's moods. */
export async function race({ id, contestants, rounds }: Group): Promise<Cell[]> {
  const entries: Entry[] = contestants.map((contestant) => ({ contestant, outcomes: [] }))
  try {
    await startAll(entries)
    for (let round = 0; round < rounds; round++) {
      for (const entry of rotated(entries, round)) await sample(entry)
    }
  } finally {
    for (const { runner } of entries) runner?.end?.()
  }
  const cells = entries.map(cellOf)
  // A peer that fails is a finding, a floor or respool that does is a broken benchmark.
  for (const { name, kind, fault } of cells) if (fault !== undefined && kind !== 'peer') throw new Error(`${id}: ${name}: ${fault}`)
  return cells
}

interface Entry {
  readonly contestant: Contestant
  runner?: Runner
  fault?: string
  readonly outcomes: Outcome[]
}

/** Two at a time, which is what a small machine has room for: nothing is measured yet. */
async function startAll(entries: readonly Entry[]): Promise<void> {
  const waiting = entries.values()
  const work = async () => {
    for (const entry of waiting) await attempt(entry, async () => void (entry.runner = await entry.contestant.start()))
  }
  await Promise.all([work(), work()])
}

async function sample(entry: Entry): Promise<void> {
  if (entry.fault !== undefined) return
  await attempt(entry, async () => {
    const outcome = await entry.runner!.sample()
    if (outcome.fault === undefined) entry.outcomes.push(outcome)
    else entry.fault = outcome.fault
  })
}

/** A peer that fails is marked, and the others go on. */
async function attempt(entry: Entry, action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (error) {
    if (entry.contestant.kind !== 'peer') throw new Error(`${entry.contestant.name}: ${(error as Error).message}`, { cause: error })
    entry.fault = (error as Error).message.split('\n')[0]!.slice(0, 160)
  }
}

function rotated<Value>(values: readonly Value[], by: number): Value[] {
  return values.map((_, index) => values[(index + by) % values.length]!)
}

function cellOf({ contestant: { name, kind }, fault, outcomes }: Entry): Cell {
  if (fault !== undefined) return { name, kind, fault, figures: {} }
  const kept = outcomes.map((outcome) => outcome.kept).filter((each) => each !== undefined)
  const names = Object.keys(outcomes[0]!.figures) as FigureName[]
  return {
    name,
    kind,
    ...(kept.length > 0 && { kept: { chunks: Math.min(...kept.map(({ chunks }) => chunks)), of: kept[0]!.of } }),
    figures: Object.fromEntries(names.map((figure) => [figure, median(outcomes.map(({ figures }) => figures[figure]!))])),
  }
}
