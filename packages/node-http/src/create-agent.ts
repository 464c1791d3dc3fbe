import type { Agent } from 'node:http'
import type { Agent as SecureAgent } from 'node:https'
import { bindRecorder } from '@respool/core/node'
import type { Recorder } from '@respool/core'
import { http, loadHttps } from './builtin.ts'
import { createIntercept } from './intercept.ts'
import { isSecure } from './request-url.ts'
import type { AgentLike, CaughtOptions, CaughtRequest } from './way.ts'

/** What stands below a taped agent. */
export interface CreateAgentOptions {
  /** What calls the network over `http:`. Default: the global agent. */
  http?: Agent
  /** What calls the network over `https:`. Default: the global agent. */
  https?: Agent
}

/**
 * An agent whose traffic is taped, over `http:` and `https:`: give it to whatever takes one. Plain `http:` on port 443 is not for it: it could not tell
 * that from a request without a port.
 *
 * @example
 * ```ts
 * const recorder = await openRecorder('__cassettes__/hi.yaml')
 * const agent = createAgent(recorder)
 * const { data } = await axios.get('https://api.openai.com/v1/models', { httpAgent: agent, httpsAgent: agent })
 * ```
 */
export function createAgent(recorder: Recorder, options: CreateAgentOptions = {}): SecureAgent {
  const intercept = createIntercept(bindRecorder('createAgent', { recorder }))
  // In types one of https, which is one of http, too: got takes no less for its `agent.https`.
  return Object.assign(new http.Agent({ keepAlive: true }), {
    // None: node:http then lets requests of both kinds have it.
    protocol: undefined,
    // What node:http takes where no port is given, and leaves out of the Host header: right for one of the two, and mended for the other.
    defaultPort: 443,
    addRequest(request: CaughtRequest, given: CaughtOptions) {
      const secure = isSecure(given, undefined)
      const caught = !secure && given.port === 443 ? { ...given, port: 80 } : given
      const agent = (secure ? (options.https ?? loadHttps().globalAgent) : (options.http ?? http.globalAgent)) as unknown as AgentLike
      intercept(request, caught, { agent, go: (next, nextOptions) => agent.addRequest(next, nextOptions) })
    },
  }) as unknown as SecureAgent
}
