// Run by replay.ts, a process a cell: sets one contestant up, checks what it answers, then measures batch by batch when told to.
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import type { ClientName, Received } from './clients.ts'
import { answers, exchangesOf, path, type AnswerSize, type Exchange } from './exchanges.ts'
import { field } from './field.ts'
import { serve } from './contestants/floors.ts'
import type { Batch, Order, Report } from './protocol.ts'

const [client, size, name] = process.argv.slice(2) as [ClientName, AnswerSize, string]
const whole = answers[size] === 1
const exchanges = exchangesOf(size)
let live = false
const server = serve(exchanges, () => live)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const enter = await field[client][name]!.load()
const contestant = await enter({ exchanges, origin, live: (on) => (live = on) })

/** Asks everything twice, and holds the answers against what they must be. */
async function check(): Promise<Report> {
  const rounds = 2
  await contestant.prepare?.(exchanges.length * rounds)
  let kept = Infinity
  for (const exchange of Array.from({ length: rounds }, () => exchanges).flat()) {
    try {
      const received = await contestant.ask(origin + path, exchange.body, whole)
      const fault = faultOf(received, exchange)
      if (fault) return { fault }
      kept = Math.min(kept, received.chunks.length)
    } catch (error) {
      return { fault: `failed: ${String((error as Error).cause ?? error)}` }
    }
  }
  return { kept, of: exchanges[0]!.chunks.length }
}

function faultOf({ status, type, id, chunks }: Received, { headers, chunks: wanted }: Exchange): string | undefined {
  if (status === 599) return 'reached the network'
  if (status !== 200) return `status ${status}`
  if (!Buffer.concat(chunks).equals(Buffer.concat(wanted))) return 'wrong bytes'
  const lost = { 'content-type': type, 'x-request-id': id }
  const header = headers.find(([each, value]) => each in lost && lost[each as keyof typeof lost] !== value)
  return header && `wrong ${header[0]}`
}

// As many as a large suite asks of one cassette. What was played and is kept makes garbage collection dearer, the more the longer it is kept.
const portion = 100

async function measure(requests: number): Promise<Batch> {
  const walls: number[] = []
  let cpu = 0
  for (let done = 0; done < requests; done += portion) cpu += await measurePortion(Math.min(portion, requests - done), walls)
  return { cpu: cpu / requests, walls }
}

/** @returns milliseconds of CPU */
async function measurePortion(requests: number, walls: number[]): Promise<number> {
  await contestant.prepare?.(requests)
  const before = process.cpuUsage()
  for (let index = 0; index < requests; index++) {
    const exchange = exchanges[index % exchanges.length]!
    const start = performance.now()
    const { chunks } = await contestant.ask(origin + path, exchange.body, whole)
    walls.push(performance.now() - start)
    if (lengthOf(chunks) !== lengthOf(exchange.chunks)) throw new Error(`${name} lost bytes`)
  }
  // A client puts off some of its tidying until the event loop turns, and holds what it is about until then.
  await turn()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function lengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)
}

process.on('message', (order: Order) => {
  const answer = order === 'check' ? check() : measure(order.requests)
  answer.then(
    (report) => process.send!(report),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit())
process.send!('ready')
