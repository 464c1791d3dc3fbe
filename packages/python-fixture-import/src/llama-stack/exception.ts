import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import { parseLiteral } from '../python/literal.ts'
import { textOf } from './json.ts'

/** The error response that made the SDK throw. */
export interface ErrorResponse {
  readonly status: number
  readonly body: JsonValue
}

/**
 * What the server had answered when the SDK threw; where it threw for another reason, that.
 *
 * The SDK unwraps `error` and keeps the whole answer only in its message, as Python's repr: so that is read.
 */
export function errorResponse(response: JsonObject): ErrorResponse | { readonly reason: string } {
  const data = isObject(response['exception_data']) ? response['exception_data'] : {}
  const status = data['status_code']
  const message = textOf(response['exception_message']) || textOf(data['message'])
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599) {
    return {
      reason: `it is an exception that no response caused (${textOf(data['type']) || 'of an unknown type'}: ${message.slice(0, 200)})`,
    }
  }
  const said = /^Error code: \d+ - (.*)$/s.exec(message)?.[1]
  const whole = said === undefined ? undefined : parseLiteral(said)
  if (isObject(whole)) return { status, body: whole }
  const body = data['body']
  return { status, body: body === undefined || body === null ? { error: { message } } : { error: body } }
}

/** The error that came in the middle of a stream, as the event that made the SDK throw; undefined where the connection broke. */
export function errorEvent(response: JsonObject): JsonValue | undefined {
  const data = isObject(response['exception_data']) ? response['exception_data'] : {}
  const body = data['body']
  return data['category'] === 'provider_sdk' && isObject(body) ? { error: body } : undefined
}
