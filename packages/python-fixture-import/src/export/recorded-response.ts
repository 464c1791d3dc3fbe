import { isObject, readEvents, readJson, type Interaction, type JsonObject, type JsonValue, type RecordedResponse } from '@respool/core'
import { parseExact } from '../json/exact.ts'
import { encodeEmbeddings } from '../llama-stack/embeddings.ts'
import { pythonRepr } from '../python/repr.ts'
import { fieldTable, newestSdk, type FieldTable } from './fields.ts'
import type { RecordedCall } from './recorded-request.ts'
import { refill } from './refill.ts'

type Made = { readonly response: JsonObject } | { readonly reason: string }

/** The response as the recorder would have noted it. */
export function recordedResponse({ response }: Interaction, call: RecordedCall, source: JsonObject | undefined, hash: string): Made {
  if (call.kind === 'http') return passedThrough(response)
  if (response.status >= 400) return exception(response, source)
  const table = fieldTable(source ? call.sdk : newestSdk)
  // An import has the recorder's ids already; of anything else they are replaced, as the recorder does.
  const finish = (data: JsonValue): JsonValue => (source ? data : normalise(data, hash))
  if (isStream(response)) return stream(response, call, table, finish)
  const body = exactJson(response)
  if (body === undefined) return { reason: 'its response is no JSON' }
  if (call.endpoint.startsWith('/api/')) return whole(typed(ollamaTypes[call.endpoint]!, finish(body)))
  if (call.endpoint === '/models') return models(body, table)
  const value = call.endpoint === '/embeddings' ? encodeEmbeddings(body, 'float') : body
  const name =
    call.endpoint === '/chat/completions' ? 'ChatCompletion' : call.endpoint === '/completions' ? 'Completion' : 'CreateEmbeddingResponse'
  return whole(typed(types[name]!, finish(refill(value, name, table))))
}

const types: { readonly [name: string]: string } = {
  ChatCompletionChunk: 'openai.types.chat.chat_completion_chunk.ChatCompletionChunk',
  ChatCompletion: 'openai.types.chat.chat_completion.ChatCompletion',
  Completion: 'openai.types.completion.Completion',
  CreateEmbeddingResponse: 'openai.types.create_embedding_response.CreateEmbeddingResponse',
  Model: 'openai.types.model.Model',
}

const ollamaTypes: { readonly [path: string]: string } = {
  '/api/ps': 'ollama._types.ProcessResponse',
  '/api/tags': 'ollama._types.ListResponse',
  '/api/generate': 'ollama._types.GenerateResponse',
  '/api/chat': 'ollama._types.ChatResponse',
  '/api/embed': 'ollama._types.EmbedResponse',
  '/api/pull': 'ollama._types.ProgressResponse',
}

function typed(type: string, data: JsonValue): JsonObject {
  return Object.fromEntries([
    ['__type__', type],
    ['__data__', data],
  ])
}

function whole(body: JsonValue): Made {
  return { response: { body, is_streaming: false } }
}

function models(body: JsonValue, table: FieldTable): Made {
  const list = isObject(body) && Array.isArray(body['data']) ? body['data'] : []
  return whole(list.map((model) => typed(types['Model']!, refill(model, 'Model', table))))
}

function stream(response: RecordedResponse, call: RecordedCall, table: FieldTable, finish: (data: JsonValue) => JsonValue): Made {
  const items = itemsOf(response)
  if (items === undefined) return { reason: 'its stream has data that is no JSON' }
  if (items.some((item) => isObject(item) && 'error' in item))
    return { reason: 'its stream has an error in it, which the recorder has never noted' }
  const ollama = ollamaTypes[call.endpoint]
  const name = call.endpoint === '/completions' ? 'Completion' : 'ChatCompletionChunk'
  const body = items.map((item) =>
    ollama === undefined ? typed(types[name]!, finish(refill(item, name, table))) : typed(ollama, finish(item)),
  )
  return { response: { body, is_streaming: true } }
}

function isStream({ headers }: RecordedResponse): boolean {
  return headers.some(
    ([name, value]) => name.toLowerCase() === 'content-type' && /^(?:text\/event-stream|application\/x-ndjson)/i.test(value),
  )
}

function itemsOf(response: RecordedResponse): JsonValue[] | undefined {
  const text = new TextDecoder().decode(Buffer.concat(response.chunks))
  const lines = response.headers.some(([, value]) => /x-ndjson/i.test(value))
  const all = lines ? text.split('\n').filter((line) => line.trim() !== '') : readEvents(response).map(({ data }) => data)
  try {
    return all.filter((data) => data !== '[DONE]').map(parseExact)
  } catch {
    return undefined
  }
}

function passedThrough(response: RecordedResponse): Made {
  if (isStream(response)) {
    const lines = new TextDecoder().decode(Buffer.concat(response.chunks)).split(/\r\n|\n|\r/)
    // The last line end ends the last line, and begins none.
    return { response: { body: lines.slice(0, -1), is_streaming: true } }
  }
  const body = exactJson(response)
  return body === undefined ? { reason: 'its response is no JSON' } : { response: { status: response.status, body, is_streaming: false } }
}

const errorTypes: { readonly [status: number]: string } = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  403: 'PermissionDeniedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  422: 'UnprocessableEntityError',
  429: 'RateLimitError',
}

/** What the SDK would have thrown, and its message, which has the whole answer in it. */
function exception(response: RecordedResponse, source: JsonObject | undefined): Made {
  const noted = source?.['exception']
  if (isObject(noted)) {
    const { data, message } = noted
    return { response: { body: null, is_streaming: false, is_exception: true, exception_data: data!, exception_message: message! } }
  }
  const wire = exactJson(response)
  if (wire === undefined) return { reason: 'its response is an error that is no JSON' }
  const message = `Error code: ${response.status} - ${pythonRepr(wire)}`
  const data = {
    category: 'provider_sdk',
    provider: 'openai',
    type: errorTypes[response.status] ?? (response.status >= 500 ? 'InternalServerError' : 'APIStatusError'),
    message,
    status_code: response.status,
    body: isObject(wire) && wire['error'] !== undefined ? wire['error'] : wire,
  }
  return { response: { body: null, is_streaming: false, is_exception: true, exception_data: data, exception_message: message } }
}

function exactJson(response: RecordedResponse): JsonValue | undefined {
  if (readJson(response) === undefined) return undefined
  return parseExact(new TextDecoder().decode(Buffer.concat(response.chunks)))
}

const durations = ['total_duration', 'load_duration', 'prompt_eval_duration', 'eval_duration']

/** What changes from one recording to the next is made the same, as the recorder does. */
function normalise(data: JsonValue, hash: string): JsonValue {
  if (!isObject(data)) return data
  const normal = { ...data }
  if ('id' in normal) normal['id'] = `rec-${hash.slice(0, 12)}`
  if ('created' in normal) normal['created'] = 0
  if ('created_at' in normal) normal['created_at'] = '1970-01-01T00:00:00.000000Z'
  for (const name of durations) if (name in normal && normal[name] !== null) normal[name] = 0
  return normal
}
