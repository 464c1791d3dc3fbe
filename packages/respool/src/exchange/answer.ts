import { headerValue, isObject, readEvents, type JsonObject, type RecordedResponse } from '@respool/core'
import { amazonEvents } from './amazon.ts'

/** What was answered, as data: the body, each event of a stream, or each line of one that is written in lines. Nothing where it is no JSON. */
export function answerValues(response: RecordedResponse): JsonObject[] {
  const type = headerValue(response.headers, 'content-type') ?? ''
  const bytes = Buffer.concat(response.chunks)
  if (type.includes('vnd.amazon.eventstream')) return amazonEvents(bytes)
  const text = bytes.toString('utf8')
  if (type.includes('event-stream') || /^(?:event|data|id|retry)?:/.test(text)) {
    return readEvents(response).flatMap(({ data }) => objectsIn(data))
  }
  const whole = objectsIn(text)
  return whole.length > 0 ? whole : text.split('\n').flatMap(objectsIn)
}

/** Whether it came in pieces that mean something by themselves: events or lines. */
export function isStream({ headers }: Pick<RecordedResponse, 'headers'>): boolean {
  return /event-?stream|ndjson|jsonl/.test(headerValue(headers, 'content-type') ?? '')
}

/** An object, or those of an array, as Gemini answers without `alt=sse`; nothing for anything else. */
export function objectsIn(text: string): JsonObject[] {
  if (!/^\s*[{[]/.test(text)) return []
  try {
    const value = JSON.parse(text) as unknown
    return (Array.isArray(value) ? value : [value]).filter(isObject)
  } catch {
    return []
  }
}
