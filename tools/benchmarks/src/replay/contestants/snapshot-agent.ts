import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetch, setGlobalDispatcher, SnapshotAgent } from 'undici'
import { clients, type Ask } from '../clients.ts'
import type { Enter } from '../contestant.ts'
import { path } from '../exchanges.ts'

/** Recorded from the loopback server, then played back from its file. */
const snapshotAgent =
  (ask: Ask): Enter =>
  async ({ exchanges, origin, live }) => {
    const folder = mkdtempSync(join(tmpdir(), 'respool-bench-'))
    const snapshotPath = join(folder, 'snapshot.json')
    const recording = new SnapshotAgent({ mode: 'record', snapshotPath })
    setGlobalDispatcher(recording)
    live(true)
    for (const { body, chunks } of exchanges) await ask(origin + path, body, chunks.length === 1)
    live(false)
    await recording.saveSnapshots(snapshotPath)
    await recording.close()
    const playing = new SnapshotAgent({ mode: 'playback', snapshotPath })
    await playing.loadSnapshots(snapshotPath)
    rmSync(folder, { recursive: true })
    setGlobalDispatcher(playing)
    return { ask }
  }

export const withRequest = snapshotAgent(clients['undici.request']())
export const withNodeFetch = snapshotAgent(clients.fetch())
export const withUndiciFetch = snapshotAgent(clients.fetch({ fetch: fetch as never }))
