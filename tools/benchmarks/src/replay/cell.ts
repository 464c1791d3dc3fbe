// Run by frame/forked.ts, a process a contestant: sets it up, checks what it answers, then measures when told to.
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import type { Order } from '../frame/forked.ts'
import type { Outcome } from '../frame/group.ts'
import { quantile } from '../frame/statistics.ts'
import { faultOf, isLost, keptOf } from './check.ts'
import type { ClientName } from './clients.ts'
import { serve } from './contestants/floors.ts'
import { exchangesOf, path } from './exchanges.ts'
import { field } from './field.ts'
import { tasks, type TaskId } from './tasks.ts'

const [client, id, name] = process.argv.slice(2) as [ClientName, TaskId, string]
const task = tasks[id]
const whole = task.chunks === 1
const exchanges = exchangesOf(task)
let live = false
const server = serve(exchanges, () => live)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const enter = await field[client][name]!.load()
const contestant = await enter({ exchanges, origin, whole, live: (on) => (live = on) })

/** Asks everything twice, and holds the answers against what they must be. */
async function check(): Promise<Outcome> {
  const asked = [...exchanges, ...exchanges]
  await contestant.prepare?.(asked.length)
  const kept: { chunks: number; of: number }[] = []
  for (const exchange of asked) {
    try {
      const received = await contestant.ask(origin + path, exchange.body, whole)
      const fault = faultOf(received, exchange)
      if (fault) return { fault, figures: {} }
      kept.push(keptOf(received.chunks, exchange))
    } catch (error) {
      return { fault: `failed: ${String((error as Error).cause ?? error).split('\n')[0]}`, figures: {} }
    }
  }
  return { kept: kept.toSorted((a, b) => a.chunks - b.chunks)[0]!, figures: {} }
}

// As many as a large suite asks of one cassette, or, where they are large, as many as there are. What was played and is kept makes garbage collection
// dearer, the more the longer it is kept.
const portion = task.chunks > 1000 || task.request > 10_000 ? exchanges.length : 100
/** Milliseconds of a portion, the last time. */
let pace = 0

async function measure(span: number): Promise<Outcome> {
  const walls: number[] = []
  const firsts: number[] = []
  const portions = pace === 0 ? 1 : Math.min(60, Math.max(1, Math.round(span / pace)))
  let cpu = 0
  for (let done = 0; done < portions; done++) cpu += await measurePortion(walls, firsts)
  pace = quantile(walls, 0.5) * portion
  return {
    figures: { cpu: cpu / walls.length, wall: quantile(walls, 0.5), p10: quantile(walls, 0.1), first: quantile(firsts, 0.5) },
  }
}

/** @returns milliseconds of CPU */
async function measurePortion(walls: number[], firsts: number[]): Promise<number> {
  await contestant.prepare?.(portion)
  const before = process.cpuUsage()
  for (let index = 0; index < portion; index++) {
    const exchange = exchanges[index % exchanges.length]!
    const start = performance.now()
    const { chunks, first } = await contestant.ask(origin + path, exchange.body, whole)
    walls.push(performance.now() - start)
    firsts.push(first - start)
    if (isLost(chunks, exchange)) throw new Error(`${name} lost bytes`)
  }
  // A client puts off some of its tidying until the event loop turns, and holds what it is about until then.
  await turn()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

process.on('message', ({ span }: Order) => {
  const answer = span === 0 ? check() : measure(span)
  answer.then(
    (outcome) => process.send!(outcome),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit())
process.send!('ready')
