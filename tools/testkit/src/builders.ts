import type { Cassette, HttpRequest, Interaction, RecordedRequest, RecordedResponse } from '@respool/core'

import { completionBody } from './openai/completion.ts'

type Headers = Readonly<Record<string, string>> | readonly (readonly [string, string])[]

export interface ChatRequestOptions {
  /** Default `Say hi in Portuguese`. */
  prompt?: string
  model?: string
  /** Puts `stream: true` into the body. */
  stream?: boolean
  url?: string
  headers?: Headers
  /** More of the body: `{ temperature: 0 }`. */
  body?: Readonly<Record<string, unknown>>
}

/** A chat completion's request, as the OpenAI client sends it. */
export function chatRequest({
  prompt = 'Say hi in Portuguese',
  model = 'gpt-4o',
  stream = false,
  url = 'https://api.openai.com/v1/chat/completions',
  headers = { accept: 'application/json', 'content-type': 'application/json' },
  body = {},
}: ChatRequestOptions = {}): HttpRequest {
  const content = { model, messages: [{ role: 'user', content: prompt }], ...(stream ? { stream } : {}), ...body }
  return { method: 'POST', url, headers: pairsOf(headers), body: JSON.stringify(content) }
}

type ResponseFields = Partial<Omit<RecordedResponse, 'headers' | 'chunks'>>

export interface InteractionOptions extends ResponseFields {
  id?: number
  /** Default: a chat request. */
  request?: RecordedRequest
  /** A stream's chunks; they count as recorded unless `boundaries` says otherwise. Default content type: an event stream. */
  chunks?: readonly (string | Uint8Array)[]
  /** A whole body: one chunk, derived. An object is sent as JSON. Default: a chat completion. */
  body?: string | Uint8Array | object
  /** The response's; default: its content type. */
  headers?: Headers
}

/**
 * One recorded interaction, with everything that is not said filled in.
 *
 * @example
 * ```ts
 * interactionOf({ request: chatRequest({ stream: true }), chunks: sseChunks(streamedCompletion('Olá!')), end: 'cancelled' })
 * ```
 */
export function interactionOf({ id, request = chatRequest(), chunks, body, headers, ...response }: InteractionOptions = {}): Interaction {
  const content = chunks ? { type: 'text/event-stream; charset=utf-8', chunks: chunks.map(toBytes) } : contentOf(body)
  return {
    ...(id === undefined ? {} : { id }),
    request,
    response: {
      status: 200,
      statusText: 'OK',
      headers: pairsOf(headers ?? { 'content-type': content.type }),
      chunks: content.chunks,
      boundaries: chunks ? 'recorded' : 'derived',
      end: 'complete',
      ...response,
    },
  }
}

export function cassetteOf(...interactions: readonly Interaction[]): Cassette {
  return { interactions }
}

function contentOf(body: InteractionOptions['body'] = completionBody({ kind: 'text', text: 'Olá!' })): {
  type: string
  chunks: Uint8Array[]
} {
  if (typeof body === 'string') return { type: 'text/plain; charset=utf-8', chunks: body === '' ? [] : [toBytes(body)] }
  if (body instanceof Uint8Array) return { type: 'application/octet-stream', chunks: body.byteLength === 0 ? [] : [body] }
  return { type: 'application/json', chunks: [toBytes(JSON.stringify(body))] }
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content
}

function pairsOf(headers: Headers): (readonly [string, string])[] {
  return Array.isArray(headers)
    ? [...(headers as readonly (readonly [string, string])[])]
    : Object.entries(headers as Record<string, string>)
}
