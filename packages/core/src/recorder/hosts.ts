import { checkList, isText } from '../model/options.ts'

/**
 * Which URLs are taped: those whose host is named (`api.openai.com`, with any port; `127.0.0.1:8080`, with this one), or found by a pattern.
 * A host that is written in no such way would match nothing, and what it means would reach the network: so it is refused.
 */
export function tapedHosts(hosts: readonly (string | RegExp)[] | undefined): (url: string) => boolean {
  if (hosts === undefined) return () => true
  checkList('hosts', hosts, 'hosts such as api.openai.com or 127.0.0.1:8080, without https:// and path, and of patterns', isHost)
  const names = new Set(hosts.filter((each) => typeof each === 'string').map((each) => each.toLowerCase()))
  const patterns = hosts.filter((each) => each instanceof RegExp)
  return (url) => {
    if (!URL.canParse(url)) return false
    const { hostname, protocol, port } = new URL(url)
    const host = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
    return (
      names.has(hostname) || names.has(host) || patterns.some((pattern) => hostname.search(pattern) !== -1 || host.search(pattern) !== -1)
    )
  }
}

function isHost(value: unknown): boolean {
  if (value instanceof RegExp) return true
  if (!isText(value) || !URL.canParse(`http://${value}`)) return false
  const { hostname, port } = new URL(`http://${value}`)
  // URL drops the default port.
  return [hostname, `${hostname}:${port || 80}`].includes(value.toLowerCase())
}
