import type { HeaderList } from '@respool/core'
import type { ParsedHeaders, RawHeaders } from './dispatcher.ts'

type RawValue = RawHeaders[number]

/** Pairs in the order in which they came, names as they were spelt, one character a byte. */
export function headerPairs(raw: RawHeaders): [name: string, value: string][] {
  const pairs: [string, string][] = []
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = text(raw[at] as Buffer | string)
    for (const value of valuesOf(raw[at + 1]!)) pairs.push([name, text(value)])
  }
  return pairs
}

/** Headers as they would have come over a connection. */
export function rawHeaders(headers: HeaderList): Buffer[] {
  const raw: Buffer[] = []
  for (const [name, value] of headers) raw.push(bytes(name), bytes(value))
  return raw
}

/** What a handler may have been given in their place. */
export function toRaw(headers: RawHeaders | ParsedHeaders | null | undefined): RawHeaders {
  if (isRaw(headers)) return headers
  return Object.entries(headers ?? {}).flatMap(([name, value]) => [value].flat().flatMap((each) => [bytes(name), bytes(each)]))
}

export function parsedHeaders(raw: RawHeaders): ParsedHeaders {
  return parsedPairs(headerPairs(raw))
}

/** @param pairs as they would have come over a connection, one character a byte, or with more to a character, which then came as UTF-8 */
export function parsedPairs(pairs: HeaderList): ParsedHeaders {
  const parsed: ParsedHeaders = {}
  for (const [name, given] of pairs) {
    const value = latin1(given)
    const key = latin1(name).toLowerCase()
    if (Object.hasOwn(parsed, key)) parsed[key] = [parsed[key]!, value].flat()
    else if (key !== '__proto__') parsed[key] = value
    // Of which an assignment would make something else.
    else Object.defineProperty(parsed, key, { value, enumerable: true, configurable: true, writable: true })
  }
  return parsed
}

function isRaw(headers: unknown): headers is RawHeaders {
  return Array.isArray(headers)
}

function valuesOf(value: RawValue): readonly (Buffer | string)[] {
  return Array.isArray(value) ? value : [value as Buffer | string]
}

function text(value: Buffer | string): string {
  return typeof value === 'string' ? value : value.toString('latin1')
}

// What is beyond a byte a character came as UTF-8.
function bytes(value: string): Buffer {
  return Buffer.from(value, isLatin1(value) ? 'latin1' : 'utf8')
}

function latin1(value: string): string {
  return isLatin1(value) ? value : Buffer.from(value).toString('latin1')
}

function isLatin1(value: string): boolean {
  return !/[^\x00-\xff]/.test(value)
}
