import { stringify, type ParsedUrlQueryInput } from 'node:querystring'
import { RespoolError } from '@respool/core/node'
import type { RequestHead } from '@respool/core'
import type { DispatchOptions, HeaderValue, RequestHeaders } from './dispatcher.ts'

/** What a recorder is asked about. @param origin where the request goes, if it does not say so itself @param type the content type that only the body knows */
export function requestHead(options: DispatchOptions, origin: string | URL | undefined, type: string | undefined): RequestHead {
  const headers = requestHeaders(options.headers)
  if (type !== undefined && !has(headers, 'content-type')) headers.push(['content-type', type])
  // For undici these are no headers, but it is by one that a recorder knows what is not to be taped.
  const upgrade = options.method === 'CONNECT' ? 'CONNECT' : options.upgrade
  if (upgrade && !has(headers, 'upgrade')) headers.push(['upgrade', String(upgrade)])
  return { method: options.method, url: urlOf(options, origin), headers }
}

/** Pairs, whatever form undici was given. */
export function requestHeaders(given: RequestHeaders): [name: string, value: string][] {
  if (!given) return []
  const pairs: [string, string][] = []
  for (const [name, value] of entriesOf(given)) {
    if (typeof value === 'string') pairs.push([name, value])
    else if (value !== undefined) for (const each of [value].flat()) pairs.push([name, `${each ?? ''}`])
  }
  return pairs
}

/** The same headers, in the one form that every undici takes, with one replaced. */
export function withHeader(headers: readonly (readonly [string, string])[], name: string, value: string): string[] {
  return [...headers.filter(([each]) => each.toLowerCase() !== name), [name, value] as const].flat()
}

export function has(headers: readonly (readonly [string, string])[], name: string): boolean {
  return headers.some(([each]) => each.toLowerCase() === name)
}

function entriesOf(given: NonNullable<RequestHeaders>): (readonly [name: string, value: HeaderValue])[] {
  if (Array.isArray(given)) {
    // Names and values in turn.
    return Array.from({ length: given.length / 2 }, (_, index) => [`${given[index * 2]}`, given[index * 2 + 1] as HeaderValue])
  }
  if (Symbol.iterator in given) return Array.from(given as Iterable<readonly [string, HeaderValue]>)
  return Object.entries(given)
}

function urlOf({ origin, path, query }: DispatchOptions, fallback: string | URL | undefined): string {
  const full = query ? `${path}?${stringify(query as ParsedUrlQueryInput)}` : path
  // To a proxy, which is told the whole URL.
  if (/^https?:\/\//i.test(full)) return new URL(full).href
  const base = origin ?? fallback
  if (!base) throw originWanted(path)
  return new URL(`${new URL(base).origin}${full}`).href
}

function originWanted(path: string): RespoolError {
  const expected = 'where the requests of a composed Client or Pool go, such as https://api.openai.com'
  const message = `A request for ${path} came that does not say where it goes. Say it: createInterceptor(recorder, { origin }), with ${expected}.`
  return new RespoolError('invalid-option', message, { option: 'origin', value: undefined, expected })
}
