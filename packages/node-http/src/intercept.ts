import type { Binding } from '@respool/core'
import { createMemoryServer } from './memory-server.ts'
import { MemorySocket } from './memory-socket.ts'
import { hostOf, isSecure, targetUrl } from './request-url.ts'
import type { CaughtOptions, CaughtRequest, Way } from './way.ts'

/**
 * Takes a request that is about to get its connection. It gets one in memory, at once: a body needs a connection to flow, and what the recorder decides
 * may depend on the body. What passes goes its way, untouched.
 */
export type Intercept = (request: CaughtRequest, options: CaughtOptions, way: Way) => void

export function createIntercept(binding: Binding): Intercept {
  const accept = createMemoryServer()
  return (request, options, way) => {
    // Now, in the caller's async context.
    const recorder = binding.current()
    const secure = isSecure(options, way.agent?.protocol)
    const { method, path } = request
    if (recorder.passes(targetUrl(secure, { method, path, host: hostOf(request, options, secure) }))) return way.go(request, options)
    const [client] = MemorySocket.pair()
    if (secure) Object.assign(client, tls)
    // As the agent would.
    const timeout = request.timeout ?? way.agent?.options?.timeout
    if (timeout) client.setTimeout(timeout)
    client.on('free', () => client.destroy())
    accept({ recorder, request, client, secure, options, way })
    request.onSocket(client)
  }
}

// What clients ask of a TLSSocket. Whether the server is to be trusted was decided when it was recorded.
const tls = {
  encrypted: true,
  authorized: true,
  getPeerCertificate: () => ({}),
  getCipher: () => ({}),
  getProtocol: () => 'TLSv1.3',
  getSession: () => undefined,
  isSessionReused: () => false,
}
