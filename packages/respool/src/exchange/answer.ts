import { headerValue, isObject, readEvents, type JsonObject, type RecordedResponse } from '@respool/core'

/** What was answered, as data: the body, each event of a stream, or each line of one that is written in lines. Nothing where it is no JSON. */
export function answerValues(response: RecordedResponse): JsonObject[] {
  const type = headerValue(response.headers, 'content-type') ?? ''
  const text = Buffer.concat(response.chunks).toString('utf8')
  if (/event-stream/.test(type) || /^(?:event|data|id|retry|:)/.test(text)) {
    return readEvents(response).flatMap(({ data }) => objectsIn(data))
  }
  const whole = objectsIn(text)
  return whole.length > 0 ? whole : text.split('\n').flatMap(objectsIn)
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
