import { isObject, type JsonObject, type JsonValue, type RecordedRequest } from '@respool/core'
import { stringifyExact } from '../json/exact.ts'
import { textOf } from './json.ts'
import { typeOf, type LlamaStackRecord } from './record.ts'

/**
 * The HTTP request that the recorded call sent; where it sent none, the reason.
 *
 * The recorder noted what the SDK's method was called with, and glued the endpoint to a base URL which holds a `/v1` already.
 */
export function wireRequest(record: LlamaStackRecord): RecordedRequest | { readonly reason: string } {
  const { kind, request } = record
  if (kind === 'tool')
    return { reason: `it is a call of the tool ${textOf(request['tool_name'])} (${textOf(request['provider'])}), no HTTP request` }
  if (kind === 'file') return { reason: `it is a file that ${textOf(request['provider'])} took apart, no HTTP request` }
  const url = textOf(request['url'])
  if (!/^https?:\/\//i.test(url))
    return { reason: `${url || 'it'} is no URL: the SDK of Google's Vertex AI was recorded without the one it called` }
  if (!URL.canParse(url)) return { reason: `${url} is no URL, since no host has such a name` }
  if (kind === 'http') return toRequest(textOf(request['method']).toUpperCase() || 'POST', url, request['payload'] ?? null)
  const kwargs = isObject(request['body']) ? request['body'] : {}
  const endpoint = endpointOf(record)
  const method = readMethods.has(endpoint) ? 'GET' : 'POST'
  const { extra_body: extraBody, extra_query: extraQuery, extra_headers: headers, timeout: _, ...body } = kwargs
  const merged = isObject(extraBody) ? { ...body, ...extraBody } : body
  return toRequest(
    method,
    withQuery(wireUrl(url, textOf(request['endpoint']), endpoint), extraQuery),
    method === 'GET' ? undefined : merged,
    headers,
  )
}

/** What the SDK calls without a body. */
const readMethods = new Set(['/models', '/api/ps', '/api/tags'])

/** The path below the base URL, as it was on the wire. */
function endpointOf({ request, response }: LlamaStackRecord): string {
  const recorded = textOf(request['endpoint']) || pathOf(textOf(request['url']))
  const path = recorded.replace(/^(?:\/.*)?\/v1(?=\/)/, '')
  if (path === '/api/embeddings') return '/api/embed'
  // Chats were once recorded under the endpoint of plain completions.
  if (path === '/completions' && isChat(request['body'], response['body'])) return '/chat/completions'
  return path
}

function isChat(request: JsonValue | undefined, response: JsonValue | undefined): boolean {
  const type = typeOf(Array.isArray(response) ? response[0] : response) ?? ''
  return /\.ChatCompletion(Chunk)?$/.test(type) || (isObject(request) && 'messages' in request)
}

function wireUrl(url: string, recorded: string, endpoint: string): string {
  if (recorded !== '' && url.endsWith(recorded)) return url.slice(0, -recorded.length) + endpoint
  return url.replace(/(\/v1)\/v1(?=\/)/, '$1')
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : ''
}

function withQuery(url: string, query: JsonValue | undefined): string {
  if (!isObject(query) || Object.keys(query).length === 0) return url
  const fields = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each): [string, string] => [
      name,
      typeof each === 'string' ? textOf(each) : stringifyExact(each),
    ]),
  )
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(fields)}`
}

function toRequest(method: string, url: string, body: JsonObject | JsonValue | undefined, headers?: JsonValue): RecordedRequest {
  const own = isObject(headers) ? Object.entries(headers).map(([name, value]) => [name, textOf(value)] as const) : []
  if (body === undefined || body === null) return { method, url, headers: own, body: '' }
  return { method, url, headers: [...own, ['Content-Type', 'application/json']], body: stringifyExact(body) }
}
