import { concatBytes, decodeUtf8 } from '../model/body.ts'
import type { HttpRequest, RecordedResponse } from '../model/interaction.ts'
import type { JsonValue } from './value.ts'

/**
 * The JSON body of a request or a response; undefined where it is none.
 *
 * @example
 * ```ts
 * const { model } = readJson(interaction.request) as { model: string }
 * ```
 */
export function readJson(message: Pick<HttpRequest, 'body'> | Pick<RecordedResponse, 'chunks'>): JsonValue | undefined {
  const body = 'body' in message ? message.body : decodeUtf8(concatBytes(message.chunks))
  if (typeof body !== 'string') return undefined
  try {
    return JSON.parse(body) as JsonValue
  } catch {
    return undefined
  }
}
