import type { FigureName } from './figures.ts'
import { names } from './replay/field.ts'

/** One side of a ratio. `best peer`: the least of the peers whose answers are right, all chunks kept apart. */
export interface Side {
  readonly group: string
  readonly cell: string
  readonly figure: FigureName
}

export interface Target {
  readonly what: string
  readonly ours: Side
  readonly beside: Side
  readonly atMost: number
  /** Must all chunks have been kept apart? */
  readonly whole?: boolean
}

export const bestPeer = 'the best correct peer'

const node = Number(process.versions.node.split('.')[0])

/** What respool is held to: each a ratio of two figures of one run, and answers that are right. */
export const targets: readonly Target[] = [
  ...within('replay/fetch/json', names.createFetch, 'cpu', [
    ['fetch, JSON: CPU beside the stub', names.stub, 3],
    ['fetch, JSON: CPU beside the best correct peer', bestPeer, 1 / 4],
  ]),
  ...within(
    'replay/fetch/stream-200',
    names.createFetch,
    'cpu',
    [['fetch, 200 chunks, all kept: CPU beside the stub', names.stub, 1.5]],
    true,
  ),
  ...within('replay/fetch/stream-5000', names.createFetch, 'first', [
    ['fetch, first of 5,000 chunks: time beside the stub', names.stub, 2],
  ]),
  ...within('replay/undici.request/json', names.interceptor, 'cpu', [
    ['undici.request, JSON: CPU beside SnapshotAgent', names.snapshotAgent, 1],
  ]),
  ...within(
    'replay/undici.request/stream-200',
    names.interceptor,
    'cpu',
    [["undici.request, 200 chunks, all kept: CPU beside SnapshotAgent's one", names.snapshotAgent, 3]],
    true,
  ),
  ...within('replay/node:http/json', names.patchHttp, 'cpu', [
    ['node:http, JSON: CPU beside @mswjs/interceptors', names.interceptors, 0.6],
    ['node:http, JSON: CPU beside the loopback server', names.loopback, node >= 26 ? 1 : 1.2],
  ]),
  ...within(
    'replay/openai/stream-200',
    names.createFetch,
    'cpu',
    [['openai client, 200 chunks: CPU beside the stub', names.stub, 1.1]],
    true,
  ),
  ...within('replay/fetch/request-200kB', names.reordered, 'cpu', [
    ['a request of 200 kB: CPU beside JSON.parse and JSON.stringify of it', names.parsing, 2],
  ]),
  ...within('replay/fetch/request-200kB', names.createFetch, 'cpu', [['the same 200 kB again: CPU beside both', names.parsing, 0.3]]),
]

/** Targets of one cell in one group. */
function within(
  group: string,
  cell: string,
  figure: FigureName,
  lines: readonly (readonly [what: string, beside: string, atMost: number])[],
  whole = false,
): Target[] {
  return lines.map(([what, beside, atMost]) => ({
    what,
    ours: { group, cell, figure },
    beside: { group, cell: beside, figure },
    atMost,
    ...(whole && { whole }),
  }))
}
