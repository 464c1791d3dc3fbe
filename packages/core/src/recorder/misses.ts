import { encodeUtf8 } from '../model/body.ts'
import { RespoolError, type MissError } from '../model/errors.ts'
import type { RecordedResponse } from '../model/interaction.ts'
import { explainFully, explainShortly, type MissReport } from '../report/miss.ts'
import { createPlayback } from './playback.ts'
import type { Miss } from './contract.ts'

/** One miss, however often the client tried. */
interface MissRecord {
  readonly report: MissReport
  tries: number
  /** Has anyone been told? */
  shown: boolean
}

export interface Misses {
  /** The verdict on a request that has no answer. `key` tells one miss from another. */
  add(key: string, report: () => MissReport): Miss
  list(): MissError[]
  // No getter: see docs/discoveries/garbage-that-stays.md.
  allShown(): boolean
}

/** @param redact takes secrets out of the texts, which quote live requests */
export function createMisses(onMiss: 'respond' | 'throw', redact: (text: string) => string): Misses {
  const records = new Map<string, MissRecord>()

  function toError({ report, tries }: MissRecord, explain: (report: MissReport) => string): MissError {
    const {
      cassette,
      live,
      nearest: [nearest],
    } = report
    const tried = tries > 1 ? `\n(tried ${tries} times)` : ''
    return new RespoolError('miss', redact(explain(report)) + tried, {
      cassette,
      method: live.method,
      url: redact(live.url),
      ...(nearest && { nearest: nearest.position }),
      tries,
    })
  }

  function answer(record: MissRecord, error: MissError): Miss {
    const miss = refusal(error, onMiss)
    const { playback } = miss
    if (!playback) record.shown = true
    const next = () => {
      record.shown = true
      return playback!.next()
    }
    return playback ? { ...miss, playback: { ...playback, next } } : miss
  }

  return {
    add(key, report) {
      let record = records.get(key)
      if (record) record.tries++
      else records.set(key, (record = { report: report(), tries: 1, shown: false }))
      return answer(record, toError({ ...record, tries: 1 }, explainShortly))
    },
    list: () => [...records.values()].map((record) => toError(record, explainFully)),
    allShown: () => [...records.values()].every(({ shown }) => shown),
  }
}

/** The verdict that answers with an error, or throws it. */
export function refusal(error: Miss['error'], onMiss: 'respond' | 'throw'): Miss {
  return onMiss === 'throw' ? { kind: 'miss', error } : { kind: 'miss', error, playback: createPlayback(missResponse(error)) }
}

/** A 400 ends every client that was tried in one attempt, and most show its message; errors that are thrown and 5xx are retried. */
function missResponse(error: Miss['error']): RecordedResponse {
  const body = { error: { message: error.message, type: 'respool_miss', param: null, code: 'respool_miss' } }
  return {
    status: 400,
    statusText: 'Bad Request',
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Should-Retry', 'false'],
      ['X-Respool', 'miss'],
    ],
    chunks: [encodeUtf8(JSON.stringify(body))],
    boundaries: 'derived',
    end: 'complete',
  }
}
