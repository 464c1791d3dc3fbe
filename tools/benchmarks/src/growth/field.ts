import type { Kind } from '../frame/group.ts'
import type { Contestant } from './contestant.ts'

export interface Entrant {
  readonly kind: Kind
  /** Of interactions: beyond it, recording or searching them takes minutes. */
  readonly limit: number
  load(): Promise<Contestant>
}

export const field = {
  'a Map from lines of JSON': { kind: 'floor', limit: Infinity, load: async () => (await import('./contestants/map.ts')).map },
  respool: { kind: 'respool', limit: Infinity, load: async () => (await import('./contestants/respool.ts')).respool },
  'undici SnapshotAgent': {
    kind: 'peer',
    limit: 10_000,
    load: async () => (await import('./contestants/snapshot-agent.ts')).snapshotAgent,
  },
  nock: { kind: 'peer', limit: 10_000, load: async () => (await import('./contestants/nock.ts')).nockBack },
  Polly: { kind: 'peer', limit: 1000, load: async () => (await import('./contestants/polly.ts')).polly },
  'vcr-test': { kind: 'peer', limit: 1000, load: async () => (await import('./contestants/vcr-test.ts')).vcrTest },
} as const satisfies { readonly [name: string]: Entrant }

export type EntrantName = keyof typeof field

/** Beside them go-vcr, which is no module of ours. */
export const goLimit = 10_000
