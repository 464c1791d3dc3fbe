import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import FetchAdapter from '@pollyjs/adapter-fetch'
import HttpAdapter from '@pollyjs/adapter-node-http'
import { Polly } from '@pollyjs/core'
import FsPersister from '@pollyjs/persister-fs'
import nock from 'nock'
import { setGlobalDispatcher, SnapshotAgent } from 'undici'
import { FileStorage, VCR } from 'vcr-test'
import { clients, type ClientName } from '../replay/clients.ts'
import type { Recording } from './field.ts'

export const nockRecorder = (client: ClientName) => async (): Promise<Recording> => {
  nock.recorder.rec({ output_objects: true, dont_print: true })
  return {
    ask: clients[client](),
    async end() {
      const recorded = JSON.stringify(nock.recorder.play())
      nock.restore()
      return recorded
    },
  }
}

export const polly =
  (client: ClientName) =>
  async (folder: string): Promise<Recording> => {
    const recording = new Polly('recording', {
      mode: 'record',
      // Their types are those of their default exports' modules.
      adapters: [(client === 'node:http' ? HttpAdapter : FetchAdapter) as never],
      persister: FsPersister as never,
      persisterOptions: { fs: { recordingsDir: folder } },
      logLevel: 'silent',
    })
    return { ask: clients[client](), end: () => recording.stop().then(() => textIn(folder)) }
  }

export const vcrTest =
  (client: ClientName) =>
  async (folder: string): Promise<Recording> => {
    const cassette = await new VCR(new FileStorage(folder)).useCassette('recording')
    return { ask: clients[client](), end: async () => cassette[Symbol.asyncDispose]().then(() => textIn(folder)) }
  }

export const snapshotAgent = async (folder: string): Promise<Recording> => {
  const snapshotPath = join(folder, 'snapshot.json')
  const agent = new SnapshotAgent({ mode: 'record', snapshotPath })
  setGlobalDispatcher(agent)
  return {
    ask: clients['undici.request'](),
    async end() {
      await agent.saveSnapshots(snapshotPath)
      const snapshots = JSON.parse(textIn(folder)) as { snapshot: { responses: { body: string }[] } }[]
      return snapshots.flatMap(({ snapshot }) => snapshot.responses.map(({ body }) => Buffer.from(body, 'base64').toString())).join('')
    },
  }
}

function textIn(folder: string): string {
  const files = (readdirSync(folder, { recursive: true }) as string[]).map((name) => join(folder, name))
  return files
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'utf8'))
    .join('')
}
