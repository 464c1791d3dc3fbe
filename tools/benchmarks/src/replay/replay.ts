import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { median } from '../table.ts'
import type { ClientName } from './clients.ts'
import { answers, type AnswerSize } from './exchanges.ts'
import { field, type Entrant } from './field.ts'
import type { Batch, Order, Report } from './protocol.ts'

const rounds = 9
// Of a batch, in milliseconds.
const span = 100

/** One contestant with one client and one size of answer. */
export interface Cell {
  readonly name: string
  readonly kind: Entrant['kind']
  readonly report: Report
  /** Medians, milliseconds a request; absent where the answers were wrong. */
  readonly cpu?: number
  readonly wall?: number
}

export interface Group {
  readonly client: ClientName
  readonly answer: AnswerSize
  readonly cells: readonly Cell[]
}

/** Replays beside floors and peers: every client, every size of answer. */
export async function* replay(): AsyncGenerator<Group> {
  for (const client of Object.keys(field) as ClientName[]) {
    for (const answer of Object.keys(answers) as AnswerSize[]) yield { client, answer, cells: await race(client, answer) }
  }
}

/** Each in a process of its own, measured by turns, so that all of them share the machine's moods. */
async function race(client: ClientName, answer: AnswerSize): Promise<Cell[]> {
  const runners: Runner[] = []
  try {
    for (const [name, { kind }] of Object.entries(field[client])) runners.push(await start(client, answer, name, kind))
    const timed = runners.filter(({ report }) => 'kept' in report)
    for (let round = 0; round < rounds; round++) {
      for (const runner of timed) runner.batches.push(await tell<Batch>(runner.process, { requests: runner.requests }))
    }
    return runners.map(({ name, kind, report, batches }) => ({ name, kind, report, ...(batches.length > 0 && mediansOf(batches)) }))
  } finally {
    for (const { process: child } of runners) child.disconnect()
  }
}

interface Runner {
  readonly name: string
  readonly kind: Entrant['kind']
  readonly process: ChildProcess
  readonly report: Report
  /** In a batch. */
  readonly requests: number
  readonly batches: Batch[]
}

async function start(client: ClientName, answer: AnswerSize, name: string, kind: Entrant['kind']): Promise<Runner> {
  const child = fork(new URL('cell.ts', import.meta.url), [client, answer, name], {
    execArgv: [...process.execArgv, '--no-warnings'],
    serialization: 'advanced',
  })
  await heard(child)
  const report = await tell<Report>(child, 'check')
  const requests = 'kept' in report ? await warmUp(child) : 0
  return { name, kind, process: child, report, requests, batches: [] }
}

/** The compiler finishes, and it shows how many requests fit into a batch. */
async function warmUp(child: ChildProcess): Promise<number> {
  let requests = 100
  for (let warm = 0; warm < 3; warm++) {
    const { walls } = await tell<Batch>(child, { requests })
    requests = Math.min(3000, Math.max(30, Math.round(span / median(walls))))
  }
  return requests
}

async function tell<Answer>(child: ChildProcess, order: Order): Promise<Answer> {
  child.send(order)
  return (await heard(child)) as Answer
}

async function heard(child: ChildProcess): Promise<unknown> {
  const over = new AbortController()
  const exit = once(child, 'exit', over).then(([code]) => {
    throw new Error(`${child.spawnargs.slice(-3).join(', ')}: the process ended with code ${code}`)
  })
  try {
    const [message] = (await Promise.race([once(child, 'message', over), exit])) as [unknown]
    return message
  } finally {
    exit.catch(() => {})
    over.abort()
  }
}

function mediansOf(batches: readonly Batch[]): { cpu: number; wall: number } {
  return { cpu: median(batches.map(({ cpu }) => cpu)), wall: median(batches.flatMap(({ walls }) => walls)) }
}
