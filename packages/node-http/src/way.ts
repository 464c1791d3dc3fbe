import type { Agent, ClientRequest, ClientRequestArgs, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { http } from './builtin.ts'

/** What a request's options are by the time it looks for a connection. */
export type CaughtOptions = Omit<ClientRequestArgs, 'agent'> & { readonly path?: string | null | undefined }

/** Where a request was going when it was caught. */
export interface Way {
  /** The request's own agent, if it has one. */
  readonly agent: AgentLike | undefined
  /** Lets a request go on from there. */
  go(request: CaughtRequest, options: CaughtOptions): void
}

/** All that node:http asks of an agent, which need not be an `http.Agent`. */
export interface AgentLike {
  readonly protocol?: string | undefined
  readonly defaultPort?: number | undefined
  readonly keepAlive?: boolean | undefined
  readonly maxSockets?: number | undefined
  readonly options?: { readonly timeout?: number | undefined } | undefined
  readonly addRequest: (request: CaughtRequest, options: CaughtOptions) => void
}

/** A request as its agent knows it, which is more than its types say. */
export type CaughtRequest = Omit<ClientRequest, 'agent' | 'onSocket'> & {
  agent: unknown
  readonly res?: IncomingMessage | null
  readonly timeout?: number | undefined
  readonly onSocket: (socket: Duplex | undefined, error?: Error | null) => void
}

/** Stands in for an agent while a request is being made, and hears of the request in its stead. */
export class StandIn {
  readonly protocol: string | undefined
  readonly defaultPort: number | undefined
  readonly keepAlive: boolean
  readonly maxSockets: number
  readonly addRequest: AgentLike['addRequest']

  constructor(agent: Partial<AgentLike> | undefined, addRequest: AgentLike['addRequest']) {
    this.protocol = agent?.protocol
    this.defaultPort = agent?.defaultPort
    // These two decide on `Connection: close`, as the agent's own would.
    this.keepAlive = agent?.keepAlive ?? false
    this.maxSockets = agent?.maxSockets ?? Infinity
    this.addRequest = addRequest
  }
}

export function isAgent(value: unknown): value is Agent & AgentLike {
  return value instanceof http.Agent
}

/** Connects as node:http does for a request that has no agent, only a `createConnection`. */
export function connect(request: CaughtRequest, { socketPath, ...options }: CaughtOptions): void {
  let settled = false
  const settle = (error: Error | null | undefined, socket?: Duplex) => {
    if (settled) return
    settled = true
    if (error) process.nextTick(() => request.emit('error', error))
    else request.onSocket(socket)
  }
  try {
    // To net.connect a path is that of a Unix socket.
    const socket = options.createConnection!({ ...options, ...(socketPath ? { socketPath } : {}), path: socketPath ?? undefined }, settle)
    if (socket) settle(null, socket)
  } catch (error) {
    settle(error as Error)
  }
}
