import { headerValue, readEvents, toBody, type Interaction, type RecordedResponse, type ServerSentEvent } from '@respool/core'
import type { ChunkOf, ErrorBody, OperationKey, RequestOf, ResponseOf } from '../api.ts'
import { operationSchemas } from '../generated/operations.ts'
import { operationOf } from './operation.ts'
import { readBody, readText, type Reading } from './reading.ts'

/** What was answered: a whole body, a stream of chunks, or (from status 400 on) an error. */
export type Answer<Key extends OperationKey> =
  | { readonly kind: 'response'; readonly body: Reading<ResponseOf<Key>> }
  | { readonly kind: 'stream'; readonly chunks: readonly Reading<ChunkOf<Key>>[] }
  | { readonly kind: 'error'; readonly body: Reading<ErrorBody> }

/** A recorded interaction in the words of one operation. Request and answer are parsed when they are first asked for. */
export interface ExchangeOf<Key extends OperationKey> {
  readonly operation: Key
  readonly request: Reading<RequestOf<Key>>
  readonly answer: Answer<Key>
}

/** One of them, told apart by `operation`. */
export type Exchange = { [Key in OperationKey]: ExchangeOf<Key> }[OperationKey]

/**
 * A recorded interaction in the words of OpenAI's API. The interaction stays what it is; this is a view of its bytes, and throws nothing: what cannot be parsed is a
 * value that says so.
 *
 * @returns undefined where the request is none of the API's
 * @example
 * ```ts
 * const exchange = readExchange(interaction)
 * if (exchange?.operation === 'POST /chat/completions' && exchange.answer.kind === 'stream') {
 *   const chunks = exchange.answer.chunks.flatMap((chunk) => (chunk.kind === 'json' ? [chunk.value] : []))
 *   console.log(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join(''))
 * }
 * ```
 */
export function readExchange(interaction: Interaction): Exchange | undefined {
  const operation = operationOf(interaction.request)
  if (operation === undefined) return undefined
  let request: Reading<unknown> | undefined
  let answer: Answer<OperationKey> | undefined
  return {
    operation,
    get request() {
      return (request ??= readBody(interaction.request.body))
    },
    get answer() {
      return (answer ??= readAnswer(operation, interaction.response))
    },
  } as Exchange
}

function readAnswer(operation: OperationKey, response: RecordedResponse): Answer<OperationKey> {
  const { chunk, framed = false } = operationSchemas[operation]
  if (response.status < 400 && chunk !== undefined && isEventStream(response)) {
    return { kind: 'stream', chunks: readEvents(response).flatMap((event) => readChunk(event, framed)) }
  }
  const body = wholeBody(response)
  return { kind: response.status < 400 ? 'response' : 'error', body: readBody<never>(body) }
}

function readChunk({ event, data }: ServerSentEvent, framed: boolean): Reading<never>[] {
  // Not JSON, and not meant to be: the end of the stream. Only assistants have it among their events.
  if (data === '[DONE]') return framed ? [{ kind: 'json', value: { event, data } as never }] : []
  const reading = readText<never>(data)
  return [framed && reading.kind === 'json' ? { kind: 'json', value: { event, data: reading.value } as never } : reading]
}

// Whatever its header says: read as a stream, an error in JSON or a proxy's page would be a stream of nothing.
function isEventStream(response: RecordedResponse): boolean {
  const type = headerValue(response.headers, 'content-type')
  if (type !== undefined && !type.toLowerCase().startsWith('text/event-stream')) return false
  const start = beginningOf(response)
  return /^(?:data|event|id|retry)?:/.test(start) || (type !== undefined && !/^[{[<]/.test(start))
}

function beginningOf({ chunks }: RecordedResponse): string {
  const bytes = chunks.find((chunk) => chunk.some((byte) => byte > 0x20))
  return bytes ? new TextDecoder().decode(bytes.subarray(0, 1_000)).trimStart() : ''
}

function wholeBody({ chunks }: RecordedResponse): string | Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.byteLength, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return toBody(bytes)
}
