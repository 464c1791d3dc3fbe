import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import type { BoundRecorder, RequestHead } from '@respool/core'
import { http } from './builtin.ts'
import type { MemorySocket } from './memory-socket.ts'
import { hostOfOptions, targetUrl } from './request-url.ts'
import { StandIn, type CaughtOptions, type CaughtRequest, type Way } from './way.ts'

export type HeaderPairs = readonly [name: string, value: string][]

/** A request that was caught, and what is needed to go on with it. */
export interface Exchange {
  readonly recorder: BoundRecorder
  /** The application's request. */
  readonly request: CaughtRequest
  /** Its end of the connection. */
  readonly client: MemorySocket
  readonly secure: boolean
  readonly options: CaughtOptions
  readonly way: Way
}

/** The request's head, as it was written. */
export function headOf(
  { secure, options }: Exchange,
  { method = 'GET', url = '/', headers, rawHeaders }: IncomingMessage,
): RequestHead & { readonly headers: HeaderPairs } {
  const host = headers.host ?? hostOfOptions(options, secure)
  return { method, url: targetUrl(secure, { method, path: url, host }), headers: pairs(rawHeaders) }
}

/** Makes the request a second time, from where the first one was caught: on its agent, with its options. */
export function sendAgain(
  { recorder, request, secure, options, way }: Exchange,
  { method, url }: IncomingMessage,
  headers: HeaderPairs,
): ClientRequest {
  const protocol = secure ? 'https:' : 'http:'
  const { defaultPort, keepAlive, maxSockets } = way.agent ?? {}
  const again = {
    ...options,
    agent: new StandIn({ protocol, defaultPort, keepAlive, maxSockets }, (second, caught) => {
      second.agent = way.agent
      way.go(second, caught)
    }),
    protocol,
    method,
    path: url,
    // Not a list: of an object, agents and proxies can read the headers, and add theirs.
    headers: headerObject(headers),
    // They have done their work on the first request.
    setHost: false,
    auth: undefined,
    signal: undefined,
    timeout: undefined,
  }
  const second = recorder.through(() => new http.ClientRequest(again as never))
  if (request.maxHeadersCount !== null) second.maxHeadersCount = request.maxHeadersCount
  return second
}

export function pairs(flat: readonly string[]): HeaderPairs {
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[index * 2]!, flat[index * 2 + 1]!])
}

/** Each name in its first spelling, with all its values. */
function headerObject(headers: HeaderPairs): OutgoingHttpHeaders {
  const spelling = new Map<string, string>()
  const values: { [name: string]: string | string[] } = Object.create(null)
  for (const [name, value] of headers) {
    const known = spelling.get(name.toLowerCase())
    if (known === undefined) spelling.set(name.toLowerCase(), name)
    values[known ?? name] = known === undefined ? value : [values[known]!, value].flat()
  }
  return values
}
