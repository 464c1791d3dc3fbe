import type { Kind } from '../frame/group.ts'
import type { ClientName } from './clients.ts'
import type { Enter } from './contestant.ts'
import type * as Respool from './contestants/respool.ts'
import type { Task } from './tasks.ts'

/** Loaded in the contestant's own process, so that none pays for another's import or patch. */
export interface Entrant {
  readonly kind: Kind
  /** Takes part in these tasks only. */
  readonly only?: (task: Task) => boolean
  load(): Promise<Enter>
}

export const names = {
  stub: 'a stub of new Response(stream)',
  dispatcher: 'a dispatcher by hand',
  loopback: 'a loopback server',
  parsing: 'JSON.parse + JSON.stringify',
  createFetch: 'respool, createFetch',
  reordered: 'respool, keys in another order',
  interceptor: 'respool, createInterceptor',
  patchHttp: 'respool, patchHttp',
  snapshotAgent: 'undici SnapshotAgent',
  interceptors: '@mswjs/interceptors',
} as const

const floors = () => import('./contestants/floors.ts')
const snapshotAgent = () => import('./contestants/snapshot-agent.ts')
const isLarge = ({ request }: Task) => request > 10_000

/** Who takes part, by the client that asks. The first is the floor that ratios are given by. */
export const field: { readonly [client in ClientName]: { readonly [name: string]: Entrant } } = {
  fetch: {
    [names.stub]: { kind: 'floor', load: async () => (await floors()).stub('fetch') },
    [names.parsing]: { kind: 'floor', only: isLarge, load: async () => (await floors()).parsing },
    [names.createFetch]: ours('viaCreateFetch'),
    [names.reordered]: { ...ours('viaCreateFetchReordered'), only: isLarge },
    'respool, createFetch, repeats': ours('viaCreateFetchRepeating'),
    'respool, patchFetch': ours('viaPatchFetch'),
    'respool, patchUndici': ours('fetchViaPatchUndici'),
    "undici SnapshotAgent, undici's fetch": { kind: 'peer', load: async () => (await snapshotAgent()).withUndiciFetch },
    "undici SnapshotAgent, Node's fetch": { kind: 'peer', load: async () => (await snapshotAgent()).withNodeFetch },
    ...peers('fetch'),
    [names.loopback]: loopback('fetch'),
  },
  'undici.request': {
    [names.dispatcher]: { kind: 'floor', load: async () => (await floors()).dispatcher },
    [names.interceptor]: ours('viaInterceptor'),
    'respool, patchUndici': ours('requestViaPatchUndici'),
    [names.snapshotAgent]: { kind: 'peer', load: async () => (await snapshotAgent()).withRequest },
    ...peers('undici.request'),
    [names.loopback]: loopback('undici.request'),
  },
  'node:http': {
    [names.loopback]: loopback('node:http'),
    [names.patchHttp]: ours('viaPatchHttp'),
    'respool, createAgent': ours('viaCreateAgent'),
    ...peers('node:http'),
  },
  openai: {
    [names.stub]: { kind: 'floor', load: async () => (await floors()).stub('openai') },
    [names.createFetch]: ours('openaiViaCreateFetch'),
    'respool, patchUndici': ours('openaiViaPatchUndici'),
    [names.snapshotAgent]: { kind: 'peer', load: async () => (await snapshotAgent()).withOpenai },
    ...peers('openai'),
    [names.loopback]: loopback('openai'),
  },
}

function ours(name: keyof typeof Respool): Entrant {
  return { kind: 'respool', load: async () => (await import('./contestants/respool.ts'))[name] }
}

function loopback(client: ClientName): Entrant {
  return { kind: 'floor', load: async () => (await floors()).loopback(client) }
}

/** Those that are for every client, or say that they are. */
function peers(client: ClientName): { [name: string]: Entrant } {
  return {
    [names.interceptors]: { kind: 'peer', load: async () => (await import('./contestants/interceptors.ts')).interceptors(client) },
    nock: { kind: 'peer', load: async () => (await import('./contestants/nock.ts')).nockOf(client) },
    msw: { kind: 'peer', load: async () => (await import('./contestants/msw.ts')).msw(client) },
    Polly: { kind: 'peer', load: async () => (await import('./contestants/polly.ts')).polly(client) },
    'vcr-test': { kind: 'peer', load: async () => (await import('./contestants/vcr-test.ts')).vcrTest(client) },
    aimock: { kind: 'peer', load: async () => (await import('./contestants/aimock.ts')).aimock(client) },
  }
}
