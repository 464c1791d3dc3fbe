import type { Kind } from '../frame/group.ts'
import type { Ask, ClientName } from '../replay/clients.ts'

export type RecordClient = Exclude<ClientName, 'openai'>

/** A recording under way. */
export interface Recording {
  readonly ask: Ask
  /** Saves. @returns what was saved, as text, to see whether it holds what was said */
  end(): Promise<string>
}

export interface Entrant {
  readonly kind: Kind
  load(): Promise<(folder: string) => Promise<Recording>>
}

const recorders = () => import('./recorders.ts')
const peerRecorders = () => import('./peers.ts')

export const noRecorder = 'no recorder'

export const recordField: { readonly [client in RecordClient]: { readonly [name: string]: Entrant } } = {
  fetch: {
    [noRecorder]: { kind: 'floor', load: async () => (await recorders()).none('fetch') },
    'respool, createFetch': { kind: 'respool', load: async () => (await recorders()).viaCreateFetch },
    'respool, patchUndici': { kind: 'respool', load: async () => (await recorders()).viaPatchUndici('fetch') },
    nock: { kind: 'peer', load: async () => (await peerRecorders()).nockRecorder('fetch') },
    Polly: { kind: 'peer', load: async () => (await peerRecorders()).polly('fetch') },
    'vcr-test': { kind: 'peer', load: async () => (await peerRecorders()).vcrTest('fetch') },
  },
  'undici.request': {
    [noRecorder]: { kind: 'floor', load: async () => (await recorders()).none('undici.request') },
    'respool, patchUndici': { kind: 'respool', load: async () => (await recorders()).viaPatchUndici('undici.request') },
    'undici SnapshotAgent': { kind: 'peer', load: async () => (await peerRecorders()).snapshotAgent },
  },
  'node:http': {
    [noRecorder]: { kind: 'floor', load: async () => (await recorders()).none('node:http') },
    'respool, patchHttp': { kind: 'respool', load: async () => (await recorders()).viaPatchHttp },
    nock: { kind: 'peer', load: async () => (await peerRecorders()).nockRecorder('node:http') },
    Polly: { kind: 'peer', load: async () => (await peerRecorders()).polly('node:http') },
    'vcr-test': { kind: 'peer', load: async () => (await peerRecorders()).vcrTest('node:http') },
  },
}
