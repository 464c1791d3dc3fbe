import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fetch, setGlobalDispatcher, SnapshotAgent } from 'undici'
import { clients, type Ask } from '../clients.ts'
import type { Enter } from '../contestant.ts'
import { recordedFolder } from './recorded-folder.ts'

/** Recorded from the loopback server, then played back from its file. */
const snapshotAgent =
  (ask: Ask): Enter =>
  async (setting) => {
    const folder = recordedFolder()
    const snapshotPath = join(folder.path, 'snapshot.json')
    const recording = new SnapshotAgent({ mode: 'record', snapshotPath })
    setGlobalDispatcher(recording)
    await folder.record(setting, ask)
    await recording.saveSnapshots(snapshotPath)
    await recording.close()
    const playing = new SnapshotAgent({ mode: 'playback', snapshotPath })
    await playing.loadSnapshots(snapshotPath)
    rmSync(folder.path, { recursive: true })
    setGlobalDispatcher(playing)
    return { ask }
  }

export const withRequest = snapshotAgent(clients['undici.request']())
export const withNodeFetch = snapshotAgent(clients.fetch())
export const withUndiciFetch = snapshotAgent(clients.fetch({ fetch: fetch as never }))
export const withOpenai = snapshotAgent(clients.openai({ fetch: fetch as never }))
