import type { IncomingMessage } from 'node:http'
import type { Miss, Record, Replay } from '@respool/core'
import { headOf } from './exchange.ts'
import { play } from './play.ts'
import { relay, type Desk } from './relay.ts'
import { tapeFor, untaped } from './tape.ts'

/** Asks the recorder, now that the request's head is there, and does what it says. */
export function answer(desk: Desk, expectsContinue: boolean): void {
  const { exchange, incoming, response } = desk
  response.sendDate = false
  const verdict = exchange.recorder.begin(headOf(exchange, incoming))
  if (verdict.kind === 'pass') return relay(desk, untaped)
  if (verdict.kind === 'record') return relay(desk, tapeFor(verdict.capture, false))
  if (verdict.kind === 'miss') return perform(desk, verdict)
  // Else it would wait for us to say so, and we for it.
  if (expectsContinue) response.writeContinue()
  readBody(incoming, (body) => {
    // An answer must not be used up by a request that nobody waits for any more.
    if (exchange.client.destroyed) return
    failing(desk, () => perform(desk, verdict.decide(body), body))
  })
}

function perform(desk: Desk, decision: Replay | Record | Miss, body?: Uint8Array): void {
  const { exchange, response } = desk
  if (decision.kind === 'record') relay(desk, tapeFor(decision.capture, true), body ?? new Uint8Array())
  else if (decision.playback) play(decision.playback, exchange, response).catch((error: Error) => exchange.client.destroy(error))
  else exchange.client.destroy((decision as Miss).error)
}

/** What is thrown here has no caller but the application's request. */
export function failing({ exchange }: Pick<Desk, 'exchange'>, call: () => void): void {
  try {
    call()
  } catch (error) {
    exchange.client.destroy(error as Error)
  }
}

/** @param then not called where the application goes away before the body is whole */
function readBody(incoming: IncomingMessage, then: (body: Uint8Array | undefined) => void): void {
  const parts: Buffer[] = []
  incoming.on('data', (part: Buffer) => parts.push(part))
  incoming.on('end', () => then(parts.length === 0 ? undefined : Buffer.concat(parts)))
}
