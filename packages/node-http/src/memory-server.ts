import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { http } from './builtin.ts'
import { answer, failing } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { answerUpgrade } from './upgrade.ts'

// On the socket itself. In a WeakMap, whose values lead back to their keys, exchanges would outlive the quick collections: see
// docs/discoveries/garbage-that-stays.md.
const served = Symbol('exchange')

function exchangeOf(socket: Duplex): Exchange {
  return (socket as Duplex & { readonly [served]: Exchange })[served]
}

/** A server that never listens: it parses the requests that come over connections in memory, and has them answered. */
export function createMemoryServer(): (exchange: Exchange) => void {
  // Whatever the application may send, it may send to us: the limits are the real server's business.
  const server = http.createServer({
    insecureHTTPParser: true,
    keepAliveTimeout: 0,
    headersTimeout: 0,
    requestTimeout: 0,
    maxHeaderSize: 2 ** 30,
    requireHostHeader: false,
  })
  server.timeout = 0
  server.maxHeadersCount = 0

  function serve(incoming: IncomingMessage, response: ServerResponse, expectsContinue = false): void {
    const exchange = exchangeOf(incoming.socket)
    failing({ exchange }, () => answer({ exchange, incoming, response }, expectsContinue))
  }

  function upgrade(incoming: IncomingMessage, socket: Duplex, first: Buffer): void {
    const exchange = exchangeOf(incoming.socket)
    failing({ exchange }, () => answerUpgrade({ exchange, incoming, socket, first }))
  }

  server.on('request', serve)
  server.on('checkContinue', (incoming, response) => serve(incoming, response, true))
  server.on('checkExpectation', serve)
  server.on('upgrade', upgrade)
  server.on('connect', upgrade)
  server.on('clientError', (error, socket) => exchangeOf(socket).client.destroy(error))

  return (exchange) => {
    Object.assign(exchange.client.peer, { [served]: exchange })
    server.emit('connection', exchange.client.peer)
  }
}
