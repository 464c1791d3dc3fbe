/**
 * Headers as an ordered multimap: pairs in the order they arrived, a name as often as it was sent.
 *
 * `Set-Cookie` shows why: joining its values, as a plain object or `Headers.get` would, loses cookies.
 */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** What a caller may hand in where headers are asked for. */
export type HeadersInput = HeaderList | Iterable<readonly [string, string]> | Readonly<Record<string, string | readonly string[]>>

/** Puts any form of headers into an ordered list. */
export function headerList(input: HeadersInput = []): HeaderList {
  if (Array.isArray(input)) return (input as HeaderList).map(([name, value]) => [name, value] as const)
  if (Symbol.iterator in input) return Array.from(input as Iterable<readonly [string, string]>, ([name, value]) => [name, value] as const)
  return Object.entries(input).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((each) => [name, each] as const),
  )
}

/** All values of one header, its name compared without case. */
export function headerValues(headers: HeaderList, name: string): string[] {
  const wanted = name.toLowerCase()
  return headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value)
}

/** The first value of one header, its name compared without case. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return headers.find(([each]) => each.toLowerCase() === wanted)?.[1]
}

/**
 * A header's name as Go spells it (`content-type` -> `Content-Type`), which is how cassettes hold it: Go looks headers up by exactly this spelling.
 *
 * @see https://pkg.go.dev/net/http#CanonicalHeaderKey
 */
export function canonicalHeaderName(name: string): string {
  // Go leaves a name with any character that is no token character (RFC 9110, 5.6.2) as it is.
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return name
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
}
