import { createParser } from 'eventsource-parser'
import { concatBytes } from '../model/body.ts'
import type { RecordedResponse } from '../model/interaction.ts'

/** One server-sent event. */
export interface ServerSentEvent {
  /** Its type, where the stream names one. */
  readonly event?: string
  readonly id?: string
  /** Its data lines, joined by line feeds. */
  readonly data: string
}

/**
 * The events of a recorded stream, as a client's parser would see them: comments are dropped, and so is a last event without its blank line.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 * @example
 * ```ts
 * const deltas = readEvents(interaction.response).filter(({ data }) => data !== '[DONE]').map(({ data }) => JSON.parse(data))
 * ```
 */
export function readEvents(response: Pick<RecordedResponse, 'chunks'>): ServerSentEvent[] {
  const events: ServerSentEvent[] = []
  const parser = createParser({
    onEvent: ({ event, id, data }) => events.push({ ...(event !== undefined && { event }), ...(id !== undefined && { id }), data }),
  })
  const text = new TextDecoder().decode(concatBytes(response.chunks))
  // A CR at the end may be half a CRLF, so the parser waits; here nothing more can come.
  parser.feed(text.endsWith('\r') ? `${text}\n` : text)
  return events
}
