import type * as Http from 'node:http'
import type * as Https from 'node:https'

/**
 * Not imported: an import asks for all that node:http exports, a `WebSocket` among it, for which Node loads undici. That costs more than everything else of ours,
 * and every test file would pay it.
 */
export const http: typeof Http = process.getBuiltinModule('node:http')

/** With which comes TLS: only for those who call the network with it. */
export function loadHttps(): typeof Https {
  return process.getBuiltinModule('node:https')
}
