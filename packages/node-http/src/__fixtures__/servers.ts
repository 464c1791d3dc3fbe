import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server as NetServer } from 'node:net'
import { generate } from 'selfsigned'

export interface Served extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** Requests that have reached it. */
  readonly count: number
}

/** A server of one test's own, for what no API server does. */
export async function serve(handler: (incoming: IncomingMessage, response: ServerResponse) => void): Promise<Served & { readonly server: Server }> {
  return listening('http', counted(handler), (listener) => createServer({ noDelay: true }, listener))
}

export interface Tls extends Served {
  /** What a client has to trust. */
  readonly ca: string
  /** By which name the connection of each request asked for the server. */
  readonly names: readonly (string | false | null)[]
}

export async function serveTls(handler: (incoming: IncomingMessage, response: ServerResponse) => void): Promise<Tls> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'llm.test' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'llm.test' }] }],
  })
  const names: (string | false | null)[] = []
  const named = counted((incoming, response) => {
    names.push((incoming.socket as { servername?: string | false }).servername ?? null)
    handler(incoming, response)
  })
  const served = await listening('https', named, (listener) => createTlsServer({ cert, key }, listener))
  return Object.assign(served, { ca: cert, names })
}

interface Counted {
  readonly listener: RequestListener
  count: number
}

function counted(handler: RequestListener): Counted {
  const state: Counted = {
    count: 0,
    listener(incoming, response) {
      state.count++
      handler(incoming, response)
    },
  }
  return state
}

async function listening<Some extends NetServer>(scheme: string, state: Counted, make: (listener: RequestListener) => Some) {
  const server = make(state.listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    server,
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    get count() {
      return state.count
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      ;(server as unknown as Server).closeAllConnections()
      await closed
    },
  }
}

/** The port of nobody. */
export async function deadPort(): Promise<number> {
  await using served = await serve(() => {})
  return served.port
}
