import type { ClientRequest } from 'node:http'
import type { Replaced } from '@respool/core/node'
import { http } from './builtin.ts'

/**
 * Has a say in which agent a request gets. Its constructor assigns `this.agent` before it asks the agent for a connection, or makes one where there is none:
 * an accessor on the prototype sees that, whoever calls the constructor. The request then has an `agent` of its own, as always.
 */
export function trapAgent(agentFor: (agent: unknown) => unknown): Replaced {
  const target = http.ClientRequest.prototype
  const before = Object.getOwnPropertyDescriptor(target, 'agent')
  function set(this: ClientRequest, agent: unknown): void {
    Object.defineProperty(this, 'agent', { value: agentFor(agent), configurable: true, enumerable: true, writable: true })
  }
  Object.defineProperty(target, 'agent', { configurable: true, enumerable: false, get: () => undefined, set })
  return {
    get inPlace() {
      return Object.getOwnPropertyDescriptor(target, 'agent')?.set === set
    },
    restore() {
      if (before) Object.defineProperty(target, 'agent', before)
      else Reflect.deleteProperty(target, 'agent')
    },
  }
}
