import type { ClientName } from './clients.ts'
import type { Enter } from './contestant.ts'
import type * as Respool from './contestants/respool.ts'

/** Loaded in the contestant's own process, so that none pays for another's import or patch. */
export interface Entrant {
  readonly kind: 'floor' | 'respool' | 'peer'
  load(): Promise<Enter>
}

const floors = () => import('./contestants/floors.ts')
const snapshotAgent = () => import('./contestants/snapshot-agent.ts')

/** Who takes part, by the client that asks. The first is the floor that ratios are given by. */
export const field: { readonly [client in ClientName]: { readonly [name: string]: Entrant } } = {
  fetch: {
    'a stub of new Response(stream)': { kind: 'floor', load: async () => (await floors()).stub },
    'respool, createFetch': ours('viaCreateFetch'),
    'respool, patchFetch': ours('viaPatchFetch'),
    'respool, patchUndici': ours('fetchViaPatchUndici'),
    "undici SnapshotAgent, undici's fetch": { kind: 'peer', load: async () => (await snapshotAgent()).withUndiciFetch },
    "undici SnapshotAgent, Node's fetch": { kind: 'peer', load: async () => (await snapshotAgent()).withNodeFetch },
    ...handlers('fetch'),
    'a loopback server': loopback('fetch'),
  },
  'undici.request': {
    'a bare dispatcher': { kind: 'floor', load: async () => (await floors()).dispatcher },
    'respool, createInterceptor': ours('viaInterceptor'),
    'respool, patchUndici': ours('requestViaPatchUndici'),
    'undici SnapshotAgent': { kind: 'peer', load: async () => (await snapshotAgent()).withRequest },
    ...handlers('undici.request'),
    'a loopback server': loopback('undici.request'),
  },
  'node:http': {
    'a loopback server': loopback('node:http'),
    'respool, patchHttp': ours('viaPatchHttp'),
    'respool, createAgent': ours('viaCreateAgent'),
    ...handlers('node:http'),
  },
}

function ours(name: keyof typeof Respool): Entrant {
  return { kind: 'respool', load: async () => (await import('./contestants/respool.ts'))[name] }
}

function loopback(client: ClientName): Entrant {
  return { kind: 'floor', load: async () => (await floors()).loopback(client) }
}

/** The peers that are for every client. */
function handlers(client: ClientName): { [name: string]: Entrant } {
  return {
    '@mswjs/interceptors': { kind: 'peer', load: async () => (await import('./contestants/interceptors.ts')).interceptors(client) },
    nock: { kind: 'peer', load: async () => (await import('./contestants/nock.ts')).nockOf(client) },
    msw: { kind: 'peer', load: async () => (await import('./contestants/msw.ts')).msw(client) },
  }
}
