import { type JsonValue, bodyBytes, type Body } from '@respool/core'

/**
 * What is recorded, as a value where it is JSON, and as it lies where it is not.
 *
 * The type is the API's word, not a proof: what a server really sent may differ, and `checkInteraction` says where.
 */
export type Reading<T> =
  | { readonly kind: 'json'; readonly value: T }
  /** Nothing was sent. */
  | { readonly kind: 'empty' }
  /** Text that is not JSON, and why not: a page of a proxy, a form, an event that was cut off. */
  | { readonly kind: 'text'; readonly text: string; readonly reason: string }
  /** What is no text: sound, a file. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }

export function readBody<T>(body: Body): Reading<T> {
  if (body.length === 0) return { kind: 'empty' }
  return typeof body === 'string' ? readText(body) : { kind: 'bytes', bytes: bodyBytes(body) }
}

export function readText<T>(text: string): Reading<T> {
  try {
    return { kind: 'json', value: JSON.parse(text) as JsonValue as T }
  } catch (error) {
    return { kind: 'text', text, reason: error instanceof Error ? error.message : String(error) }
  }
}
