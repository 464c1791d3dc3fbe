import { isObject, type JsonObject, type RecordedRequest } from '@respool/core'
import { stringifyExact } from '../json/exact.ts'
import type { LlamaStackRecord } from './record.ts'

/**
 * What a recording says beyond the exchange, as a line of JSON: enough to make the recording of the exchange again.
 */
export function sourceOf({ testId, request, response, mapping, kind }: LlamaStackRecord, file: string, wire: RecordedRequest): string {
  const { body, headers, ...rest } = request
  const type = typesOf(response)
  const source: JsonObject = {
    file,
    ...(testId !== undefined && { test_id: testId }),
    request: { ...rest, ...(headers !== undefined && Object.keys(headers ?? {}).length > 0 && { headers }) },
    // What the SDK was called with, where that is not what it has sent.
    ...(body !== undefined && body !== null && stringifyExact(body) !== wire.body && { body }),
    ...(type !== undefined && { type }),
    ...(response['exception_data'] !== undefined && {
      exception: { data: response['exception_data'], message: response['exception_message'] ?? null },
    }),
    ...(mapping !== undefined && { id_normalization_mapping: mapping }),
  }
  if (kind === 'http') delete (source['request'] as JsonObject)['payload']
  return stringifyExact(source)
}

function typesOf(response: JsonObject): string | undefined {
  const body = response['body']
  const first = Array.isArray(body) ? body[0] : body
  return isObject(first) && typeof first['__type__'] === 'string' ? first['__type__'] : undefined
}
