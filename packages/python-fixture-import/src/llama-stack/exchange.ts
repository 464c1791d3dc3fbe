import { isObject, type JsonObject, type RecordedRequest, type RecordedResponse } from '@respool/core'
import { stringifyExact } from '../json/exact.ts'
import { textOf } from './json.ts'
import type { EmbeddingFormat } from './embeddings.ts'
import type { Nulls } from './nulls.ts'
import { wireResponse, type WireResponse } from './response.ts'
import { wireRequest } from './request.ts'
import type { LlamaStackRecord } from './record.ts'

/** One recording as an HTTP exchange. */
export interface Exchange {
  readonly request: RecordedRequest
  readonly response: WireResponse
}

/** Why a recording is none; with its request where that at least is known. */
export interface NoExchange {
  readonly reason: string
  readonly request?: RecordedRequest
}

/**
 * The exchanges that a recording answers, or the reason why it answers none. Only embeddings answer several: floats to who asks for them, and base64 to
 * who asks for that.
 */
export function exchangesOf(record: LlamaStackRecord, nulls: Nulls): readonly Exchange[] | NoExchange {
  const request = wireRequest(record)
  if ('reason' in request) return request
  const variants = embeddingVariants(record, request)
  const exchanges: Exchange[] = []
  for (const { format, request: asked } of variants) {
    const response = wireResponse(record, { nulls, ...(format && { embeddings: format }) })
    if ('reason' in response) return { ...response, request }
    exchanges.push({ request: asked, response })
  }
  return exchanges
}

interface Variant {
  readonly format?: EmbeddingFormat
  readonly request: RecordedRequest
}

function embeddingVariants({ request: { body }, response }: LlamaStackRecord, request: RecordedRequest): Variant[] {
  if (!new URL(request.url).pathname.endsWith('/embeddings') || response['is_exception'] === true || !isObject(body)) return [{ request }]
  const { encoding_format: recorded, extra_body: extra, ...rest } = body
  const plain: JsonObject = isObject(extra) ? { ...rest, ...extra } : rest
  const asked = (format: EmbeddingFormat): Variant => ({
    format,
    request: { ...request, body: stringifyExact({ ...plain, encoding_format: format }) },
  })
  // As it was recorded comes first. Without the field the API sends floats.
  const all: Variant[] = [{ format: 'float', request: { ...request, body: stringifyExact(plain) } }, asked('float'), asked('base64')]
  const first = recorded === undefined ? 0 : textOf(recorded) === 'base64' ? 2 : 1
  return [all[first]!, ...all.toSpliced(first, 1)]
}

/** The whole response. */
export function toResponse(response: WireResponse): RecordedResponse {
  return { ...response.head, ...response.content(), boundaries: 'derived' }
}
