import { isObject, readJson, type JsonObject, type JsonValue, type RecordedResponse } from '@respool/core'
import { stringifyExact } from '../json/exact.ts'
import { textOf } from './json.ts'

/** Several recorded lists of models as one, as llama-stack answers: each model once, of several the last one, sorted by id. */
export function uniteModels(responses: readonly RecordedResponse[]): RecordedResponse {
  const [first] = responses as readonly [RecordedResponse]
  if (responses.length === 1) return first
  const models = new Map<string, JsonValue>()
  for (const response of responses) for (const model of modelsIn(response)) models.set(isObject(model) ? textOf(model['id']) : '', model)
  const data = [...models].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, model]) => model)
  return { ...first, chunks: [new TextEncoder().encode(stringifyExact({ object: 'list', data } satisfies JsonObject))] }
}

function modelsIn(response: RecordedResponse): JsonValue[] {
  const list = readJson(response)
  return isObject(list) && Array.isArray(list['data']) ? list['data'] : []
}
