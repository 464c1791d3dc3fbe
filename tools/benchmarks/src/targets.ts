import type { FigureName } from './figures.ts'
import { goName } from './go/name.ts'
import { memoryNames } from './memory/memory.ts'
import { openNames } from './open/names.ts'
import { noRecorder } from './record/field.ts'
import { names } from './replay/field.ts'

/** One side of a ratio. */
export interface Side {
  readonly group: string
  /** {@link bestPeer}: the least of the peers whose answers are right, all chunks kept apart. */
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
  ...of('replay/fetch/json', names.createFetch, 'cpu', [
    ['fetch, JSON: CPU beside the stub', names.stub, 3],
    ['fetch, JSON: CPU beside the best correct peer', bestPeer, 1 / 4],
  ]),
  whole('fetch, 200 chunks, all kept: CPU beside the stub', 'replay/fetch/stream-200', names.createFetch, names.stub, 1.5),
  ...of('replay/fetch/stream-5000', names.createFetch, 'first', [['fetch, first of 5,000 chunks: time beside the stub', names.stub, 2]]),
  ...of('replay/undici.request/json', names.interceptor, 'cpu', [
    ['undici.request, JSON: CPU beside SnapshotAgent', names.snapshotAgent, 1],
  ]),
  whole(
    "undici.request, 200 chunks, all kept: CPU beside SnapshotAgent's one",
    'replay/undici.request/stream-200',
    names.interceptor,
    names.snapshotAgent,
    3,
  ),
  ...of('replay/node:http/json', names.patchHttp, 'cpu', [
    ['node:http, JSON: CPU beside @mswjs/interceptors', names.interceptors, 0.6],
    ['node:http, JSON: CPU beside the loopback server', names.loopback, node >= 26 ? 1 : 1.2],
  ]),
  whole('openai client, 200 chunks: CPU beside the stub', 'replay/openai/stream-200', names.createFetch, names.stub, 1.1),
  ...of('replay/fetch/request-200kB', names.reordered, 'cpu', [
    ['a request of 200 kB: CPU beside JSON.parse and JSON.stringify of it', names.parsing, 2],
  ]),
  ...of('replay/fetch/request-200kB', names.createFetch, 'cpu', [['the same 200 kB again: CPU beside both', names.parsing, 0.3]]),
  ...of('record/fetch/paced', names.createFetch, 'first', [['recording, 1 ms a chunk: first chunk beside no recorder', noRecorder, 1.1]]),
  ...of('record/fetch/paced', names.createFetch, 'wall', [['recording, 1 ms a chunk: whole stream beside no recorder', noRecorder, 1.1]]),
  ...of('record/fetch/full-speed', names.createFetch, 'first', [['recording, no pauses: first chunk beside no recorder', noRecorder, 1.1]]),
  ...of('record/fetch/full-speed', names.createFetch, 'wall', [['recording, no pauses: whole stream beside no recorder', noRecorder, 1.1]]),
  ...of('open/4MB', openNames.all, 'wall', [
    ['4 MB, every request and chunk: time beside js-yaml 4', openNames.jsYaml, 1 / 2.5],
    ["4 MB, every request and chunk: time beside go-vcr's load", goName, 1],
  ]),
  ...of('open/4MB', openNames.answer, 'wall', [['4 MB, opened and one answer: time beside js-yaml 4', openNames.jsYaml, 1 / 5]]),
  ...of('open/80MB', openNames.answer, 'wall', [
    ['80 MB in 3,000 cassettes, opened and one answer each: time beside go-vcr', goName, 1 / 1.5],
  ]),
  ...of('open/80MB', openNames.all, 'wall', [['80 MB in 3,000 cassettes, every request and chunk: time beside go-vcr', goName, 1 / 1.5]]),
  {
    what: 'lookup of the last of 100,000: time beside the last of 10',
    ours: { group: 'growth/100000', cell: 'respool', figure: 'lookupLast' },
    beside: { group: 'growth/10', cell: 'respool', figure: 'lookupLast' },
    atMost: 1.5,
  },
  ...of('import/cold', '@respool/fetch', 'cpu', [['cold import of @respool/fetch: CPU beside nock', 'nock', 0.3]]),
  ...of('memory/4MB', memoryNames.opened, 'memory', [['memory of an opened cassette: bytes beside the file', memoryNames.file, 3]]),
  ...of('suite/300', 'respool', 'wall', [
    ['a vitest suite of 300 tests: time beside msw', 'msw', 1 / 2],
    ['a vitest suite of 300 tests: time beside plain stubs', 'plain stubs', 1.3],
  ]),
]

/** Targets of one figure of one cell. */
function of(group: string, cell: string, figure: FigureName, lines: readonly (readonly [string, string, number])[]): Target[] {
  return lines.map(([what, beside, atMost]) => ({ what, ours: { group, cell, figure }, beside: { group, cell: beside, figure }, atMost }))
}

function whole(what: string, group: string, cell: string, beside: string, atMost: number): Target {
  return { what, ours: { group, cell, figure: 'cpu' }, beside: { group, cell: beside, figure: 'cpu' }, atMost, whole: true }
}
