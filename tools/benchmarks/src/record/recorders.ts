import { readFileSync } from 'node:fs'
import { createFetch, openRecorder, type Recorder } from '@respool/fetch'
import { patchHttp } from '@respool/node-http'
import { patchUndici } from '@respool/undici'
import { clients, type Ask, type ClientName } from '../replay/clients.ts'
import type { Recording } from './field.ts'

/** The floor: nothing is recorded, so what was said is all that there is. */
export const none = (client: ClientName) => async (): Promise<Recording> => ({ ask: clients[client](), end: async () => '' })

/** With all that a user has by default: the allow-list of headers, the search for secrets, the journal. */
const recording =
  (askWith: (recorder: Recorder) => { ask: Ask; undo?: Disposable }) =>
  async (folder: string): Promise<Recording> => {
    const file = `${folder}/respool.yaml`
    const recorder = await openRecorder(file, { mode: 'rerecord' })
    const { ask, undo } = askWith(recorder)
    return {
      ask,
      async end() {
        undo?.[Symbol.dispose]()
        await recorder.close()
        return readFileSync(file, 'utf8')
      },
    }
  }

export const viaCreateFetch = recording((recorder) => ({ ask: clients.fetch({ fetch: createFetch(recorder) }) }))
export const viaPatchUndici = (client: ClientName) => recording((recorder) => ({ undo: patchUndici({ recorder }), ask: clients[client]() }))
export const viaPatchHttp = recording((recorder) => ({ undo: patchHttp({ recorder }), ask: clients['node:http']() }))
