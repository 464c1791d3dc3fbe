// What the recorder's tests share: a cassette in memory, and a way to ask as an adapter does.
import { chatRequest, interactionOf } from '@respool/testkit'
import { parseCassette } from '../formats/cassette.ts'
import { stringifyGoVcr } from '../formats/go-vcr/index.ts'
import type { HttpRequest, Interaction } from '../model/interaction.ts'
import type { CassetteStore } from '../model/store.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Recorder, RecorderOptions } from './contract.ts'
import { createOpenRecorder } from './open.ts'

export const name = 'a.yaml'
export const key = (letter: string) => `sk-proj-${`${letter}1B2c3D4e5`.repeat(5)}`

export function storeWith(...interactions: Interaction[]): CassetteStore {
  return memoryStore(interactions.length > 0 ? { [name]: stringifyGoVcr({ interactions }, { safe: true }) } : {})
}

export function open(store: CassetteStore, options: RecorderOptions = {}): Promise<Recorder> {
  return createOpenRecorder({ environment: () => ({}) })(name, { store, ...options })
}

/** Asks as an adapter does; the answer's text, `recorded`, `miss` or `pass`. Where it records, `body` is what the server says. */
export function ask(recorder: Recorder, request: HttpRequest, body = '{"from":"server"}', status = 200): string {
  const verdict = recorder.begin(request)
  const decision = verdict.kind === 'body' ? verdict.decide(request.body) : verdict
  if (decision.kind === 'pass') return 'pass'
  if (decision.kind === 'miss') return 'miss'
  if (decision.kind === 'replay') {
    const chunk = decision.playback.next()
    return chunk instanceof Uint8Array ? new TextDecoder().decode(chunk) : 'nothing'
  }
  decision.capture.requestBody(request.body)
  decision.capture.head({ status, statusText: '', headers: { 'content-type': 'application/json' } })
  decision.capture.chunk(new TextEncoder().encode(body))
  decision.capture.end()
  return 'recorded'
}

export const answers = async (store: CassetteStore) =>
  (await parseCassette((await store.read(name))!)).interactions.map(({ response }) => Buffer.concat(response.chunks).toString())

export const hi = chatRequest({ prompt: 'Say hi' })
export const bye = chatRequest({ prompt: 'Say bye' })
export const [hiOne, hiTwo, byeOne] = [
  interactionOf({ request: hi, body: 'hi 1' }),
  interactionOf({ request: hi, body: 'hi 2' }),
  interactionOf({ request: bye, body: 'bye 1' }),
]
