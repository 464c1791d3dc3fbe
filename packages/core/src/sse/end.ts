import { concatBytes } from '../model/body.ts'
import { headerValue } from '../model/headers.ts'
import type { ResponseHead } from '../model/interaction.ts'
import type { ApiProfile } from '../model/profile.ts'
import { hasLastLine } from './last-line.ts'
import { splitEvents } from './split.ts'

/**
 * Whether a stream has come to its API's last event, with the blank line behind it, or to its last line: then it is whole, even if its client went away without waiting
 * for the end of the connection, as some do on `[DONE]`.
 */
export function hasEnded(head: Pick<ResponseHead, 'headers'> | undefined, chunks: readonly Uint8Array[], profile: ApiProfile): boolean {
  const { lastEvents } = profile
  if (hasLastLine(head, chunks, profile)) return true
  const type = head && headerValue(head.headers, 'content-type')
  if (!type?.toLowerCase().startsWith('text/event-stream')) return false
  const decoder = new TextDecoder()
  const events = splitEvents(concatBytes(chunks)).map((event) => decoder.decode(event))
  // Comments may follow: they keep the connection alive, and say nothing.
  const last = events.findLast((event) => fieldsOf(event).length > 0)
  if (last === undefined || !/(?:\n|\r)(?:\r\n|\n|\r)$/.test(last)) return false
  return fieldsOf(last).some(([field, value]) => lastEvents[field].includes(value))
}

function fieldsOf(event: string): (readonly ['data' | 'event', string])[] {
  return Array.from(event.matchAll(/^(data|event): ?([^\r\n]*)/gm), ([, field, value]) => [field as 'data' | 'event', value!] as const)
}
