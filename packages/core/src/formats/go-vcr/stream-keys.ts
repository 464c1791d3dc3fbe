import type { RecordedResponse, ResponseEnd } from '../../model/interaction.ts'
import { warn, type Place, type Reading } from './problems.ts'
import { areChunks, formatRuns, parseRuns } from './run-length.ts'
import type { YamlMap, YamlValue } from './tree.ts'

/** The keys that respool adds to a response, in the order in which it writes them. docs/cassette-format.md specifies them. */
export const streamKeys = ['respool_chunks', 'respool_delays', 'respool_end', 'respool_recorded_at', 'respool_url'] as const

export interface StreamInfo {
  /** The lengths of the recorded chunks. */
  readonly lengths?: readonly number[]
  readonly delays?: readonly number[]
  readonly end: ResponseEnd
  readonly error?: string
  readonly recordedAt?: string
  readonly url?: string
}

/** A response whose chunks were not recorded gets no key of ours, except one that keeps a broken stream from being replayed as a whole one. */
export function writeStreamKeys(response: RecordedResponse): Map<string, YamlValue> {
  const { boundaries, chunks, delays, end, error, recordedAt, url } = response
  const keys = new Map<string, YamlValue>()
  const recorded = boundaries === 'recorded'
  if (recorded) keys.set('respool_chunks', formatRuns(chunks.map((chunk) => chunk.byteLength)))
  if (recorded && delays !== undefined) keys.set('respool_delays', formatRuns(delays))
  if (end !== 'complete') keys.set('respool_end', end === 'failed' && error !== undefined ? `failed: ${error}` : end)
  if (recorded && recordedAt !== undefined) keys.set('respool_recorded_at', recordedAt)
  if (recorded && url !== undefined) keys.set('respool_url', url)
  return keys
}

/** Reads them back. What makes no sense is left out with a warning: these files are edited by hand. */
export function readStreamKeys(map: YamlMap, bodyLength: number, reading: Reading, place: Place): StreamInfo {
  if (!streamKeys.some((key) => map.has(key))) return whole
  const complain = (key: string, problem: string): void => warn(reading, { ...place, path: [...(place.path ?? []), key] }, problem)
  const line = (key: (typeof streamKeys)[number]): string | undefined => {
    const value = map.get(key)
    if (value === undefined || typeof value === 'string') return value
    if (typeof value === 'number') return String(value)
    complain(key, 'this is no single line of text, so it is not used')
    return undefined
  }
  const lengths = readLengths(line('respool_chunks'), bodyLength, complain)
  const delays = readDelays(line('respool_delays'), lengths?.length, complain)
  const recordedAt = readTime(line('respool_recorded_at'), complain)
  const url = line('respool_url')
  const info: { -readonly [Key in keyof StreamInfo]: StreamInfo[Key] } = readEnd(line('respool_end'), complain)
  if (lengths !== undefined) info.lengths = lengths
  if (delays !== undefined) info.delays = delays
  if (recordedAt !== undefined) info.recordedAt = recordedAt
  if (url !== undefined) info.url = url
  return info
}

const whole: StreamInfo = { end: 'complete' }

type Complain = (key: (typeof streamKeys)[number], problem: string) => void

function readLengths(line: string | undefined, bodyLength: number, complain: Complain): number[] | undefined {
  if (line === undefined) return undefined
  const lengths = parseRuns(line)
  if (lengths === undefined || lengths.some((length) => length % 1 !== 0) || !areChunks(lengths.length, bodyLength)) {
    complain('respool_chunks', 'these are no chunk lengths such as `342 289*3 12`, so the chunks are derived from the content')
    return undefined
  }
  let total = 0
  for (const length of lengths) total += length
  if (total !== bodyLength) {
    complain(
      'respool_chunks',
      `the lengths add up to ${total} bytes but the body has ${bodyLength}, so it was edited: the chunks are derived from the content`,
    )
    return undefined
  }
  return lengths
}

function readDelays(line: string | undefined, chunks: number | undefined, complain: Complain): number[] | undefined {
  if (line === undefined || chunks === undefined) return undefined
  const delays = parseRuns(line)
  if (delays?.length === chunks + 2) return delays
  complain(
    'respool_delays',
    `these are not ${chunks + 2} delays (before the head, before each of ${chunks} chunks, before the end), so none is used`,
  )
  return undefined
}

function readEnd(line: string | undefined, complain: Complain): Pick<StreamInfo, 'end' | 'error'> {
  if (line === undefined || line === 'complete') return { end: 'complete' }
  if (line === 'cancelled' || line === 'failed') return { end: line }
  if (line.startsWith('failed: ')) return { end: 'failed', error: line.slice('failed: '.length) }
  complain(
    'respool_end',
    `${JSON.stringify(line)} is none of \`cancelled\`, \`failed\` and \`failed: <reason>\`, so the response counts as complete`,
  )
  return { end: 'complete' }
}

function readTime(line: string | undefined, complain: Complain): string | undefined {
  if (line === undefined || /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[-+]\d\d:\d\d)$/.test(line)) return line
  complain('respool_recorded_at', `${JSON.stringify(line)} is no time such as 2026-11-21T09:30:00.000Z, so it is not used`)
  return undefined
}
