import { RespoolError } from '../model/errors.ts'
import type { Clock } from './clock.ts'
import type { OpenCapture } from './capture.ts'

export type OpenCaptures = Set<OpenCapture>

/** How long `close()` waits for responses that are still on their way, in milliseconds. */
const drainTime = 2000

/** Has the responses that nobody has read to the end read now, for two seconds at the most; what is unfinished then is stored as cancelled. */
export async function drain(captures: OpenCaptures, clock: Clock, cassette: string): Promise<void> {
  if (captures.size === 0) return
  const stop = new AbortController()
  const open = [...captures]
  const all = Promise.all(open.map(({ settled }) => settled))
  for (const each of open) each.drain(stop.signal)
  const enough = new AbortController()
  await Promise.race([all, clock.sleep(drainTime, enough.signal)])
  // Either the wait ends or the reading does; whichever it is, nothing of the other stays behind.
  enough.abort()
  for (const { capture } of open) capture.cancel()
  const message = `The recorder of ${cassette} was closed while this response was still on its way, and it did not end within ${drainTime} ms.`
  stop.abort(new RespoolError('recorder-closed', message, { cassette }))
}
