import { concatBytes } from '../model/body.ts'
import type { ApiProfile } from '../model/profile.ts'
import { splitEvents } from './split.ts'

/**
 * Whether an event stream has come to its API's last event, with the blank line behind it: then it is whole, even if its client went away without waiting
 * for the end of the connection, as some do on `[DONE]`.
 */
export function hasEnded(chunks: readonly Uint8Array[], { data, events }: ApiProfile['lastEvents']): boolean {
  const last = splitEvents(concatBytes(chunks)).at(-1)
  const text = new TextDecoder().decode(last)
  if (!/(?:\n|\r)(?:\r\n|\n|\r)$/.test(text)) return false
  return text.split(/\r\n|\n|\r/).some((line) => {
    const [, field, value = ''] = /^(data|event): ?(.*)$/.exec(line) ?? []
    return field === 'data' ? data.includes(value) : field === 'event' && events.includes(value)
  })
}
