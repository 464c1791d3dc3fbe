import { isObject, type HeaderList, type JsonObject, type JsonValue, type RecordedResponse, type ResponseHead } from '@respool/core'
import { stringifyExact } from '../json/exact.ts'
import { encodeEmbeddings, type EmbeddingFormat } from './embeddings.ts'
import { errorEvent, errorResponse } from './exception.ts'
import { textOf } from './json.ts'
import { chunkShape, completionShape, modelShape, textShape, toWire, type NullContext, type Nulls, type Shape } from './nulls.ts'
import { ollamaWire } from './ollama.ts'
import { typeOf, type LlamaStackRecord } from './record.ts'

/** A response whose head is known, and whose content is made when it is asked for. */
export interface WireResponse {
  readonly head: ResponseHead
  readonly content: () => Pick<RecordedResponse, 'chunks' | 'end' | 'error'>
}

export interface WireOptions {
  readonly nulls: Nulls
  /** In which encoding embeddings are wanted. */
  readonly embeddings?: EmbeddingFormat
}

/** What the server answered to the recorded call; where that cannot be known, the reason. */
export function wireResponse(record: LlamaStackRecord, options: WireOptions): WireResponse | { readonly reason: string } {
  const { response } = record
  const body = response['body'] ?? null
  const status = response['status'] ?? 200
  if (!isStatus(status)) return { reason: `its status is ${stringifyExact(status)}, which is none of HTTP` }
  if (response['is_exception'] === true && !isStreamed(response)) {
    const error = errorResponse(response)
    return 'reason' in error ? error : json(error.status, () => error.body)
  }
  if (record.kind === 'http') return Array.isArray(body) && isLines(body) ? eventLines(status, body) : json(status, () => body)
  const wire = converter(record, options)
  if ('reason' in wire) return wire
  if (!isStreamed(response) || isModels(record)) return json(status, () => wire.whole(body))
  const items = body as JsonValue[]
  const wired = (): JsonValue[] => items.map(wire.item)
  return wire.lines ? lines(status, wired) : events(status, response, wired)
}

function isStatus(status: JsonValue): status is number {
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599
}

/** How values of one class of the SDK are sent. */
interface Converter {
  /** One of a stream. */
  readonly item: (value: JsonValue) => JsonValue
  readonly whole: (body: JsonValue) => JsonValue
  /** Streams are lines of JSON, not events. */
  readonly lines?: boolean
}

function converter(record: LlamaStackRecord, options: WireOptions): Converter | { readonly reason: string } {
  const body = record.response['body']
  const [first = null, ...others] = Array.isArray(body) ? body : [body ?? null]
  const type = typeOf(first)
  const other = others.find((each) => !isObject(each) || each['__type__'] !== (first as JsonObject)?.['__type__'])
  if (other !== undefined)
    return { reason: `its response has values of several types (${type ?? 'no type'}, ${typeOf(other) ?? 'no type'})` }
  if (type === undefined) {
    // An empty list has no item to name a type, and a plain error none to name.
    if (Array.isArray(body) && body.length === 0) return isModels(record) ? models(contextOf(record, options)) : plain
    return isObject(body) && 'error' in body ? plain : { reason: 'its response is plain data of an SDK that sends something else' }
  }
  const shape = shapes.get(type)
  if (shape === modelShape) return models(contextOf(record, options))
  if (shape) return shaped(shape, contextOf(record, options))
  if (type === 'openai.types.create_embedding_response.CreateEmbeddingResponse') {
    return { item: dataOf, whole: (value) => encodeEmbeddings(dataOf(value), options.embeddings ?? 'float') }
  }
  if (type.startsWith('ollama._types.')) {
    const item = (value: JsonValue): JsonValue => ollamaWire(dataOf(value))
    return { item, whole: item, lines: true }
  }
  return { reason: `the type ${type} is none that is known; known are those of the SDKs of OpenAI and ollama` }
}

const shapes = new Map<string, Shape>([
  ['openai.types.chat.chat_completion_chunk.ChatCompletionChunk', chunkShape],
  ['openai.types.chat.chat_completion.ChatCompletion', completionShape],
  ['openai.types.completion.Completion', textShape],
  ['openai.types.model.Model', modelShape],
])

const plain: Converter = { item: (value) => value, whole: (value) => value }

function shaped(shape: Shape, context: NullContext): Converter {
  const item = (value: JsonValue): JsonValue => toWire(dataOf(value), shape, context)
  return { item, whole: item }
}

function models(context: NullContext): Converter {
  const item = (value: JsonValue): JsonValue => toWire(dataOf(value), modelShape, context)
  return { item, whole: (body) => ({ object: 'list', data: (Array.isArray(body) ? body : [body]).map(item) }) }
}

/** Whether the recording is of a list of models, which one request may have several of. */
export function isModels({ kind, request, response }: LlamaStackRecord): boolean {
  const body = response['body']
  return kind === 'inference' && Array.isArray(body) && (textOf(request['endpoint']) || textOf(request['url'])).endsWith('/models')
}

function isStreamed(response: JsonObject): boolean {
  return response['is_streaming'] === true && Array.isArray(response['body'])
}

function dataOf(value: JsonValue): JsonValue {
  return isObject(value) ? (value['__data__'] ?? null) : value
}

function contextOf({ request }: LlamaStackRecord, { nulls }: WireOptions): NullContext {
  const url = textOf(request['url'])
  const body = isObject(request['body']) ? request['body'] : {}
  const options = body['stream_options']
  return {
    nulls,
    host: URL.canParse(url) ? new URL(url).hostname : '',
    includeUsage: isObject(options) && options['include_usage'] === true,
  }
}

function isLines(body: readonly JsonValue[]): boolean {
  return body.every((line) => typeof line === 'string')
}

const encoder = new TextEncoder()

function json(status: number, body: () => JsonValue): WireResponse {
  return {
    head: headOf(status, 'application/json'),
    content: () => ({ chunks: [encoder.encode(stringifyExact(body()))], end: 'complete' }),
  }
}

function lines(status: number, items: () => readonly JsonValue[]): WireResponse {
  const chunks = (): Uint8Array[] => encodeEach(items().map((item) => `${stringifyExact(item)}\n`))
  return { head: headOf(status, 'application/x-ndjson'), content: () => ({ chunks: chunks(), end: 'complete' }) }
}

function events(status: number, response: JsonObject, items: () => readonly JsonValue[]): WireResponse {
  const event = (data: string): string => `data: ${data}\n\n`
  return {
    head: headOf(status, 'text/event-stream; charset=utf-8'),
    content() {
      const all = items().map((item) => event(stringifyExact(item)))
      if (response['is_exception'] !== true) return { chunks: encodeEach([...all, event('[DONE]')]), end: 'complete' }
      const error = errorEvent(response)
      if (error !== undefined) return { chunks: encodeEach([...all, event(stringifyExact(error))]), end: 'complete' }
      return {
        chunks: encodeEach(all),
        end: 'failed',
        error: textOf(response['exception_message']) || 'the recording ends in an exception',
      }
    },
  }
}

/** What a client without event parsing has read line by line; each blank line ends an event, and the last one may be missing. */
function eventLines(status: number, body: readonly JsonValue[]): WireResponse {
  const content = (): Uint8Array[] => {
    const text = body.map((line) => `${textOf(line)}\n`).join('')
    if (text === '') return []
    return (text.endsWith('\n\n') ? text : `${text}\n`).split(/(?<=\n\n)/).map((event) => encoder.encode(event))
  }
  return { head: headOf(status, 'text/event-stream; charset=utf-8'), content: () => ({ chunks: content(), end: 'complete' }) }
}

/** The bytes of each; for hundreds of them one call is several times faster. */
function encodeEach(texts: readonly string[]): Uint8Array[] {
  const whole = texts.join('')
  const bytes = encoder.encode(whole)
  // Beyond ASCII a text has fewer characters than bytes.
  if (whole.length < bytes.length) return texts.map((text) => encoder.encode(text))
  let end = 0
  return texts.map(({ length }) => bytes.subarray(end, (end += length)))
}

function headOf(status: number, type: string): ResponseHead {
  const headers: HeaderList = [['Content-Type', type]]
  return { status, statusText: '', headers }
}
