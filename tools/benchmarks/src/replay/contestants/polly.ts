import { rmSync } from 'node:fs'
import { Polly } from '@pollyjs/core'
import FetchAdapter from '@pollyjs/adapter-fetch'
import HttpAdapter from '@pollyjs/adapter-node-http'
import FsPersister from '@pollyjs/persister-fs'
import { clients, type ClientName } from '../clients.ts'
import type { Enter } from '../contestant.ts'
import { recordedFolder } from './recorded-folder.ts'

/** Recorded from the loopback server, then played back from its HAR file. Its adapters cannot both be connected to what `fetch` and `node:http` share. */
export const polly =
  (client: ClientName): Enter =>
  async (setting) => {
    const folder = recordedFolder()
    const open = (mode: 'record' | 'replay') =>
      new Polly('replay', {
        mode,
        // Their types are those of their default exports' modules.
        adapters: [(client === 'node:http' ? HttpAdapter : FetchAdapter) as never],
        persister: FsPersister as never,
        persisterOptions: { fs: { recordingsDir: folder.path } },
        recordIfMissing: false,
        // Else each is played once.
        matchRequestsBy: { order: false },
        logLevel: 'silent',
      })
    const recording = open('record')
    await folder.record(setting, clients[client]())
    await recording.stop()
    open('replay')
    process.on('exit', () => rmSync(folder.path, { recursive: true, force: true }))
    // Not the same: some keep the `fetch` that was there when they were made.
    return { ask: clients[client]() }
  }
