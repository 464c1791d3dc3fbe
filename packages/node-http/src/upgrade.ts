import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { http } from './builtin.ts'
import { headOf, sendAgain, type Exchange } from './exchange.ts'
import { play } from './play.ts'
import { rawHead } from './relay.ts'

/** A request after which the connection is no longer HTTP: an upgrade, or a CONNECT. */
export interface Upgrade {
  readonly exchange: Exchange
  readonly incoming: IncomingMessage
  readonly socket: Duplex
  /** What has come after the head. */
  readonly first: Buffer
}

/** It passes while recording; in replay it is refused, with the reason. */
export function answerUpgrade(upgrade: Upgrade): void {
  const { exchange, incoming } = upgrade
  const head = headOf(exchange, incoming)
  // A tunnel is a way out like any other upgrade, and says so in its method alone.
  const headers = incoming.method === 'CONNECT' ? [...head.headers, ['Upgrade', 'tunnel'] as const] : head.headers
  const verdict = exchange.recorder.begin({ ...head, headers })
  const decision = verdict.kind === 'body' ? verdict.decide(undefined) : verdict
  if (decision.kind === 'pass') return pass(upgrade)
  if (decision.kind === 'record') {
    decision.capture.drop('what follows an upgrade is no HTTP')
    return pass(upgrade)
  }
  if (!decision.playback) exchange.client.destroy(decision.kind === 'miss' ? decision.error : undefined)
  else play(decision.playback, exchange, responseOn(upgrade)).catch((error: Error) => exchange.client.destroy(error))
}

function pass(upgrade: Upgrade): void {
  const { exchange, incoming, socket, first } = upgrade
  const { client } = exchange
  const upstream = sendAgain(exchange, incoming, headOf(exchange, incoming).headers)

  function join({ statusCode = 0, statusMessage = '', rawHeaders }: IncomingMessage, real: Duplex, rest: Buffer): void {
    socket.write(rawHead(statusCode, statusMessage, rawHeaders), 'latin1')
    if (rest.length > 0) real.unshift(rest)
    if (first.length > 0) real.write(first)
    real.pipe(socket).pipe(real)
    real.on('error', (error) => client.destroy(error))
    real.on('close', () => client.destroy())
    client.on('close', () => real.destroy())
  }

  socket.on('error', () => {})
  client.once('close', () => upstream.destroy())
  upstream.on('upgrade', join)
  upstream.on('connect', join)
  // Refused: an answer like any other.
  upstream.on('response', (message) => {
    const response = responseOn(upgrade)
    response.writeHead(message.statusCode ?? 0, message.statusMessage ?? '', message.rawHeaders)
    message.pipe(response)
    message.on('error', () => client.destroy())
  })
  upstream.on('error', (error) => client.destroy(error))
  upstream.end()
}

/** node:http makes no response for an upgrade. */
function responseOn({ incoming, socket }: Upgrade): ServerResponse {
  const response = new http.ServerResponse(incoming)
  response.sendDate = false
  response.shouldKeepAlive = false
  response.assignSocket(socket as never)
  response.on('finish', () => socket.end())
  return response
}
