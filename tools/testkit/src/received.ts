import type { IncomingMessage } from 'node:http'

import { hashOf } from './hash.ts'

/** A request as it reached the server. */
export interface ReceivedRequest {
  readonly method: string
  /** With its query, as sent: `/v1/models?limit=2`. */
  readonly path: string
  /** Names in lower case; of a name sent twice, the values joined with a comma. */
  readonly headers: Readonly<Record<string, string>>
  /** Pairs as they were sent: their order, their spelling, and each as often as it was sent. */
  readonly rawHeaders: readonly (readonly [name: string, value: string])[]
  readonly bytes: Uint8Array
  /** The bytes as UTF-8; what is none becomes U+FFFD. */
  readonly text: string
  /** How often this server has now received this very method, path and body: 1 the first time. */
  readonly nth: number
  /** The same for two requests exactly when method, path and body are. */
  readonly fingerprint: string
}

export async function receive(message: IncomingMessage, seen: Map<string, number>): Promise<ReceivedRequest> {
  const bytes = await readAll(message)
  const method = message.method ?? ''
  const path = message.url ?? ''
  const fingerprint = hashOf(method, path, bytes)
  const nth = (seen.get(fingerprint) ?? 0) + 1
  seen.set(fingerprint, nth)
  return {
    method,
    path,
    headers: joinedHeaders(message),
    rawHeaders: rawPairs(message.rawHeaders),
    bytes,
    text: new TextDecoder().decode(bytes),
    nth,
    fingerprint,
  }
}

/** The path without its query. */
export function pathnameOf(request: { readonly path: string }): string {
  return request.path.split('?', 1)[0]!
}

/** The request's body as a JSON object; an empty one where it is none. */
export function jsonOf(request: { readonly text: string }): Readonly<Record<string, unknown>> {
  try {
    return recordOf(JSON.parse(request.text))
  } catch {
    return {}
  }
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

async function readAll(message: IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of message) parts.push(part as Uint8Array)
  const whole = Buffer.concat(parts)
  return new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength)
}

function joinedHeaders(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(message.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]))
}

function rawPairs(flat: readonly string[]): [string, string][] {
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[index * 2]!, flat[index * 2 + 1]!])
}
