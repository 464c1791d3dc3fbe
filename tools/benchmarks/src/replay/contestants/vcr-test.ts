import { rmSync } from 'node:fs'
import { FileStorage, RecordMode, VCR } from 'vcr-test'
import { clients, type Ask, type ClientName } from '../clients.ts'
import type { Enter } from '../contestant.ts'
import { recordedFolder } from './recorded-folder.ts'

/** Recorded from the loopback server, then played back from its YAML file. */
export const vcrTest =
  (client: ClientName): Enter =>
  async (setting) => {
    const folder = recordedFolder()
    const vcr = new VCR(new FileStorage(folder.path))
    await vcr.useCassette('replay', () => folder.record(setting, clients[client]()))
    vcr.mode = RecordMode.none
    let cassette: AsyncDisposable | undefined
    let ask: Ask
    const prepare = async () => {
      await cassette?.[Symbol.asyncDispose]()
      cassette = await vcr.useCassette('replay')
      // Some keep the `fetch` that was there when they were made.
      ask = clients[client]()
    }
    process.on('exit', () => rmSync(folder.path, { recursive: true, force: true }))
    return { ask: (...question) => ask(...question), prepare }
  }
