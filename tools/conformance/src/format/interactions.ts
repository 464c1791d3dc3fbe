import type { Interaction, RecordedRequest, RecordedResponse } from '@respool/core'

import { utf8 } from '../bytes.ts'

/** A small interaction, to be changed where a test says so. */
export function interactionWith(request: Partial<RecordedRequest> = {}, response: Partial<RecordedResponse> = {}): Interaction {
  return {
    request: {
      method: 'POST',
      url: 'https://api.example.com/v1/chat',
      headers: [['Content-Type', 'application/json']],
      body: '{"prompt":"hi"}',
      httpVersion: 'HTTP/1.1',
      ...request,
    },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', 'text/event-stream']],
      httpVersion: 'HTTP/1.1',
      chunks: [utf8('data: 1\n\n'), utf8('data: 2\n\n')],
      boundaries: 'recorded',
      delays: [12.5, 0, 3, 0.1],
      end: 'complete',
      recordedAt: '2026-11-21T09:30:00.000Z',
      ...response,
    },
  }
}

/** An interaction without what a format may choose: ids, extra keys, and the order of headers of different names. */
export function essence({ request, response }: Interaction): object {
  const { method, url, body, httpVersion } = request
  const { chunks, boundaries, delays, end, error, recordedAt, status, statusText } = response
  return {
    request: { method, url, httpVersion, headers: byName(request.headers), body: typeof body === 'string' ? body : Array.from(body) },
    response: {
      status,
      statusText,
      url: response.url,
      httpVersion: response.httpVersion,
      headers: byName(response.headers),
      boundaries,
      // What is derived is derived by the reader; the content is what counts.
      chunks: boundaries === 'recorded' ? chunks.map((chunk) => Array.from(chunk)) : Array.from(Buffer.concat(chunks)),
      delays: boundaries === 'recorded' ? delays : undefined,
      end,
      error,
      recordedAt: boundaries === 'recorded' ? recordedAt : undefined,
    },
  }
}

function byName(headers: RecordedRequest['headers']): Record<string, string[]> {
  const names = [...new Set(headers.map(([name]) => name.toLowerCase()))].sort()
  return Object.fromEntries(names.map((name) => [name, headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value)]))
}

/** Frozen to the bottom, but for bytes, which cannot be: a format that writes into what it is given fails. */
export function deepFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFrozen)
  }
  return value
}
