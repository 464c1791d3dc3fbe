import type { Duplex } from 'node:stream'
import { bindRecorder, replaceProperty, undoable } from '@respool/core/node'
import type { Patch, PatchOptions } from '@respool/core'
import { http } from './builtin.ts'
import { createIntercept } from './intercept.ts'
import { isMemorySocket } from './memory-socket.ts'
import { trapAgent } from './trap-agent.ts'
import { connect, isAgent, StandIn, type AgentLike, type CaughtOptions, type CaughtRequest } from './way.ts'

/**
 * Tapes every request of node:http and node:https, until it is disposed of: however their functions were imported and when, with any agent, with warm
 * connections, without an agent. For axios, got, node-fetch, superagent and whatever else stands on them.
 *
 * @throws RespoolError `invalid-option`; on disposal `patch-order`, where somebody has patched node:http since: theirs has to go first
 * @example
 * ```ts
 * using patch = patchHttp()
 * await recorder.run(() => axios.get('https://api.openai.com/v1/models'))
 * ```
 */
export function patchHttp(options: PatchOptions = {}): Patch {
  const { Agent, ClientRequest } = http
  const binding = bindRecorder('patchHttp', options)
  const intercept = createIntercept(binding)
  // Those about which the recorder was asked.
  const decided = new WeakSet<CaughtRequest>()
  const { addRequest } = Agent.prototype as unknown as AgentLike
  const { onSocket } = ClientRequest.prototype as unknown as CaughtRequest

  /** Every http.Agent and https.Agent, however it was made. */
  function addRequestPatched(
    this: AgentLike,
    request: CaughtRequest,
    given: CaughtOptions | string,
    ...legacy: [port?: number, localAddress?: string]
  ): void {
    if (decided.has(request)) return Reflect.apply(addRequest, this, [request, given, ...legacy])
    const [port, localAddress] = legacy
    const caught = typeof given === 'string' ? { host: given, port, localAddress } : given
    const go = (next: CaughtRequest, nextOptions: CaughtOptions) => {
      decided.add(next)
      addRequest.call(this, next, nextOptions)
    }
    intercept(request, caught, { agent: this, go })
  }

  /** A request without an agent, or with one that is no http.Agent. */
  function agentFor(agent: unknown): unknown {
    if (isAgent(agent) || agent instanceof StandIn) return agent
    const own = agent as AgentLike | undefined
    return new StandIn(own, (request, caught) => {
      request.agent = own
      const go = (next: CaughtRequest, nextOptions: CaughtOptions) => {
        decided.add(next)
        if (own) own.addRequest(next, nextOptions)
        else connect(next, nextOptions)
      }
      intercept(request, caught, { agent: own, go })
    })
  }

  /** Whatever has got past the others, such as an agent that connects by itself: it has a connection, and not a byte was sent. */
  function onSocketPatched(this: CaughtRequest, socket: Duplex | undefined, error?: Error | null): void {
    if (!socket || error || decided.has(this) || isMemorySocket(socket)) return onSocket.call(this, socket, error)
    let failure: Error | undefined
    let used = false
    socket.on('error', (reason) => (failure = reason))
    const go = (next: CaughtRequest) => {
      decided.add(next)
      used = true
      onSocket.call(next, socket, failure)
    }
    this.once('close', () => {
      if (!used) socket.destroy()
    })
    intercept(this, { protocol: this.protocol, host: this.host }, { agent: this.agent as AgentLike, go })
  }

  const undo = undoable('patchHttp', 'node:http', [
    replaceProperty(Agent.prototype, 'addRequest', addRequestPatched),
    replaceProperty(ClientRequest.prototype, 'onSocket', onSocketPatched),
    trapAgent(agentFor),
  ])
  return { outside: binding.outside, [Symbol.dispose]: undo }
}
