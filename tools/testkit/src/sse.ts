/** An event's data: a string as it is (`[DONE]`), anything else as JSON. */
export type EventData = string | object

export interface SseOptions {
  /** `\n` where nothing is said; the SSE specification allows all three. */
  newline?: '\n' | '\r\n' | '\r'
  /** Writes `event:` before the data, with the data's own `type`, as OpenAI's responses API does. */
  named?: boolean
  /** Writes a comment line before each event, as proxies do to keep a connection alive. */
  comments?: boolean
}

/** One event as it stands on the wire, with the empty line that ends it. */
export function sseEvent(data: EventData, { newline = '\n', named = false, comments = false }: SseOptions = {}): string {
  const lines = [
    ...(comments ? [': keep-alive', ''] : []),
    ...(named && typeof data === 'object' && 'type' in data ? [`event: ${String(data.type)}`] : []),
    ...(typeof data === 'string' ? data : JSON.stringify(data)).split('\n').map((line) => `data: ${line}`),
    '',
    '',
  ]
  return lines.join(newline)
}

/**
 * The bytes of each event, one chunk an event.
 *
 * @example
 * ```ts
 * sseChunks(streamedCompletion('Olá!'), { newline: '\r\n' })
 * ```
 */
export function sseChunks(events: readonly EventData[], options?: SseOptions): Uint8Array[] {
  const encoder = new TextEncoder()
  return events.map((event) => encoder.encode(sseEvent(event, options)))
}
