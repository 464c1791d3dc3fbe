import { httpRequest, memoryStore, stringifyCassette, type Interaction, type Recorder } from '@respool/core'
import { createFetch, openRecorder, patchFetch } from '@respool/fetch'
import { createAgent, patchHttp } from '@respool/node-http'
import { createInterceptor, patchUndici } from '@respool/undici'
import { Agent } from 'undici'
import { clients, type Ask } from '../clients.ts'
import type { Contestant, Enter } from '../contestant.ts'
import { path, requestHeaders, type Exchange } from '../exchanges.ts'

const name = 'replay.yaml'

/** A recorder with the defaults of a test: each interaction is played once, so there are as many as will be asked for. */
const taped =
  (askWith: (recorder: Recorder) => { ask: Ask; undo?: Disposable }): Enter =>
  async ({ exchanges, origin }): Promise<Contestant> => {
    let recorder: Recorder | undefined
    let current: ReturnType<typeof askWith> | undefined
    const cassettes = new Map<number, string>()
    return {
      ask: (...question) => current!.ask(...question),
      async prepare(requests) {
        current?.undo?.[Symbol.dispose]()
        await recorder?.close()
        if (!cassettes.has(requests)) cassettes.set(requests, cassetteOf(requests, exchanges, origin))
        const store = memoryStore({ [name]: cassettes.get(requests)! })
        recorder = await openRecorder(name, { mode: 'replay', store })
        current = askWith(recorder)
      },
    }
  }

function cassetteOf(requests: number, exchanges: readonly Exchange[], origin: string): string {
  return stringifyCassette({
    interactions: Array.from({ length: requests }, (_, index) => recorded(exchanges[index % exchanges.length]!, origin)),
  })
}

function recorded({ body, headers, chunks }: Exchange, origin: string): Interaction {
  return {
    request: httpRequest({ method: 'POST', url: origin + path, headers: requestHeaders, body }),
    response: { status: 200, statusText: 'OK', headers, chunks, boundaries: 'recorded', end: 'complete' },
  }
}

/** The same request in other words: found by its meaning, not by its text. */
const reordered =
  (enter: Enter): Enter =>
  async (setting) => {
    const contestant = await enter(setting)
    const others = new Map(
      setting.exchanges.map(({ body }) => [body, JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body) as object).reverse()))]),
    )
    return { ...contestant, ask: (url, body, whole) => contestant.ask(url, others.get(body)!, whole) }
  }

export const viaCreateFetch = taped((recorder) => ({ ask: clients.fetch({ fetch: createFetch(recorder) }) }))
/** As peers do: a few interactions that are played for ever, so that none is read from the cassette's text for the first time. */
export const viaCreateFetchRepeating: Enter = async ({ exchanges, origin }) => {
  const store = memoryStore({ [name]: cassetteOf(exchanges.length, exchanges, origin) })
  const recorder = await openRecorder(name, { mode: 'replay', store, repeats: true })
  return { ask: clients.fetch({ fetch: createFetch(recorder) }) }
}

export const viaCreateFetchReordered = reordered(viaCreateFetch)
export const openaiViaCreateFetch = taped((recorder) => ({ ask: clients.openai({ fetch: createFetch(recorder) }) }))
export const openaiViaPatchUndici = taped((recorder) => ({ undo: patchUndici({ recorder }), ask: clients.openai() }))
export const viaPatchFetch = taped((recorder) => ({ undo: patchFetch({ recorder }), ask: clients.fetch() }))
export const fetchViaPatchUndici = taped((recorder) => ({ undo: patchUndici({ recorder }), ask: clients.fetch() }))
export const requestViaPatchUndici = taped((recorder) => ({ undo: patchUndici({ recorder }), ask: clients['undici.request']() }))
export const viaInterceptor = taped((recorder) => ({
  ask: clients['undici.request']({ dispatcher: new Agent().compose(createInterceptor(recorder)) }),
}))
export const viaPatchHttp = taped((recorder) => ({ undo: patchHttp({ recorder }), ask: clients['node:http']() }))
export const viaCreateAgent = taped((recorder) => ({ ask: clients['node:http']({ agent: createAgent(recorder) }) }))
