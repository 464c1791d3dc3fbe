import type { Agent } from 'node:http'
import { createAgent, patchHttp } from '@respool/node-http'
import type { Binding } from './binding.ts'

/** What a client of node:http is given: an agent, or nothing where all of node:http is taped. */
export interface HttpTape {
  readonly agent?: Agent
}

const adapter = '@respool/node-http'

export const patchedHttp: Binding<HttpTape> = {
  adapter,
  call: 'patchHttp',
  bind(recorder) {
    const patch = patchHttp({ recorder })
    return { tape: {}, [Symbol.dispose]: () => patch[Symbol.dispose]() }
  },
}

export const withAgent: Binding<HttpTape> = {
  adapter,
  call: 'createAgent',
  bind(recorder) {
    const agent = createAgent(recorder)
    return { tape: { agent }, [Symbol.dispose]: () => agent.destroy() }
  },
}
