import { RespoolError } from '../model/errors.ts'
import type { Interaction, RecordedResponse, ResponseHead } from '../model/interaction.ts'
import type { Clock } from './clock.ts'
import type { End, Playback } from './contract.ts'

// They describe the connection on which the response once came. Even recorded faithfully they lie about a decoded body.
const hopHeaders = new Set(['connection', 'content-encoding', 'content-length', 'keep-alive', 'transfer-encoding'])

/** How a playback keeps time. */
export interface Tempo {
  /** What a recorded delay is multiplied by; 0 never waits. */
  readonly scale: number
  readonly clock: Clock
  /** Ends all waiting, with its reason as the error: the recorder was closed. */
  readonly stop: AbortSignal
}

/** Plays one interaction's response, read from the store first where it was left there. */
export function playInteraction({ load, response }: Interaction, tempo?: Tempo): Playback {
  if (!load) return createPlayback(response, tempo)
  let cancelled = false
  let loaded: Playback | Promise<Playback> | undefined
  function whenLoaded<Value>(play: (playback: Playback) => Value | Promise<Value>): Value | Promise<Value> {
    loaded ??= load!().then((whole) => {
      loaded = createPlayback(whole, tempo)
      if (cancelled) loaded.cancel()
      return loaded
    })
    return loaded instanceof Promise ? loaded.then(play) : play(loaded)
  }
  return {
    start: () => whenLoaded((playback) => playback.start()),
    next: () => whenLoaded((playback) => playback.next()),
    cancel() {
      cancelled = true
      if (loaded && !(loaded instanceof Promise)) loaded.cancel()
    },
  }
}

/** Plays one response; at once, where there is no tempo. */
export function createPlayback(response: RecordedResponse, tempo?: Tempo): Playback {
  const { chunks, delays } = response
  // Made only where there is something to wait for.
  let waiting: AbortController | undefined
  let cancelled = false
  let position = 0

  // The first delay is the head's, so a chunk's is one further on, and the last one is the end's.
  function after<Value>(lap: number, value: Value): Value | Promise<Value> {
    const wait = tempo ? (delays?.[lap] ?? 0) * tempo.scale : 0
    return tempo && wait > 0 ? sleepFor(wait, tempo).then(() => value) : value
  }

  async function sleepFor(wait: number, { clock, stop }: Tempo): Promise<void> {
    stop.throwIfAborted()
    waiting = new AbortController()
    if (!cancelled) await clock.sleep(wait, AbortSignal.any([waiting.signal, stop]))
    stop.throwIfAborted()
  }

  return {
    start: () => after(0, headOf(response)),
    next() {
      if (cancelled || position > chunks.length) return endOf(response)
      const lap = ++position
      return after(lap, chunks[lap - 1] ?? endOf(response))
    },
    cancel() {
      cancelled = true
      waiting?.abort()
    },
  }
}

function headOf({ status, statusText, headers, url, httpVersion }: RecordedResponse): ResponseHead {
  return {
    status,
    statusText,
    headers: headers.filter(([name]) => !hopHeaders.has(name.toLowerCase())),
    ...(url !== undefined && { url }),
    ...(httpVersion !== undefined && { httpVersion }),
  }
}

function endOf({ end, error, chunks }: RecordedResponse): End {
  if (end === 'complete') return { end }
  if (end === 'failed') {
    const reason = error ?? 'the connection broke'
    const message = `The recorded response failed here, after ${count(chunks.length)}: ${reason}`
    return { end, error: new RespoolError('recording-failed', message, { chunks: chunks.length, reason }) }
  }
  const message = `The recording ends here: its client went away after ${count(chunks.length)}. What the server would have sent next was never recorded; to have it, record again and read to the end.`
  return { end, error: new RespoolError('recording-cancelled', message, { chunks: chunks.length }) }
}

function count(chunks: number): string {
  return chunks === 1 ? '1 chunk' : `${chunks} chunks`
}
