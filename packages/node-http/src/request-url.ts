import { isIPv6 } from 'node:net'
import type { CaughtOptions, CaughtRequest } from './way.ts'

export function isSecure({ protocol, _defaultAgent }: CaughtOptions, agentProtocol: string | undefined): boolean {
  // In the order in which node:http looks.
  return (protocol || (_defaultAgent as { protocol?: string } | undefined)?.protocol || agentProtocol) === 'https:'
}

/**
 * The URL that a request is for, whatever it connects to: a proxy, a Unix socket, an address given by hand.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.3
 */
export function targetUrl(secure: boolean, { method, path, host }: { method: string; path: string; host: string }): string {
  const scheme = secure ? 'https' : 'http'
  if (method === 'CONNECT') return `${scheme}://${path}/`
  if (/^https?:\/\//i.test(path)) return path
  return `${scheme}://${host}${path.startsWith('/') ? '' : '/'}${path}`
}

/** The Host of a request that was not written yet. */
export function hostOf(request: CaughtRequest, options: CaughtOptions, secure: boolean): string {
  const header = Array.isArray(options.headers) ? fromList(options.headers) : request.getHeader('host')
  return (header as string | undefined) ?? hostOfOptions(options, secure)
}

export function hostOfOptions({ host, port }: CaughtOptions, secure: boolean): string {
  const name = host ?? 'localhost'
  const suffix = port === undefined || port === null || Number(port) === (secure ? 443 : 80) ? '' : `:${port}`
  return (isIPv6(name) ? `[${name}]` : name) + suffix
}

/** Of pairs, or of names and values in turn. */
function fromList(list: readonly unknown[]): unknown {
  const flat = list.flat()
  const index = flat.findIndex((name, at) => at % 2 === 0 && String(name).toLowerCase() === 'host')
  return index < 0 ? undefined : flat[index + 1]
}
