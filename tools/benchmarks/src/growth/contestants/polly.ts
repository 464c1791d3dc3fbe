import FetchAdapter from '@pollyjs/adapter-fetch'
import { Polly } from '@pollyjs/core'
import FsPersister from '@pollyjs/persister-fs'
import { post, type Contestant } from '../contestant.ts'
import { bodyOf } from '../interactions.ts'

export const polly: Contestant = {
  async record({ folder, count }, serve) {
    const url = await serve()
    const recording = start('record', folder, count)
    for (let index = 0; index < count; index++) await post(fetch, url, bodyOf(index))
    await recording.stop()
  },
  async open({ folder, count, url }) {
    const playing = start('replay', folder, count)
    return { ask: (body) => post(fetch, url, body), close: () => playing.stop() }
  },
}

function start(mode: 'record' | 'replay', folder: string, count: number): Polly {
  return new Polly(`polly-${count}`, {
    mode,
    // Their types are those of their default exports' modules.
    adapters: [FetchAdapter as never],
    persister: FsPersister as never,
    persisterOptions: { fs: { recordingsDir: folder } },
    recordIfMissing: false,
    matchRequestsBy: { order: false },
    logLevel: 'silent',
  })
}
