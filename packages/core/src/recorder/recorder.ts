import { codingOf } from '../model/coding.ts'
import { RespoolError, isRespoolError } from '../model/errors.ts'
import { headerValue } from '../model/headers.ts'
import { httpRequest, withBody, type HttpRequest, type Interaction } from '../model/interaction.ts'
import { requestKey } from '../match/key.ts'
import { redactInteraction } from '../redact/interaction.ts'
import type { Redaction, Refusal } from '../redact/options.ts'
import { redactText } from '../redact/text.ts'
import { redactUrl } from '../redact/url.ts'
import type { MissReport } from '../report/miss.ts'
import { createCapture } from './capture.ts'
import type { Miss, Outcome, Pass, Record, Recorder, Replay, RequestHead, Summary, Verdict } from './contract.ts'
import { drain, type OpenCaptures } from './drain.ts'
import { createLookup } from './lookup.ts'
import { missReport } from './miss-report.ts'
import { createMisses, refusal } from './misses.ts'
import { failureOf } from './outcome.ts'
import { playInteraction } from './playback.ts'
import { secretsInOld, type SecretFound } from './secrets.ts'
import type { Session } from './session.ts'
import type { Settings } from './settings.ts'

/** @param runIn how the runtime binds a recorder to an async context */
export function createRecorder(settings: Settings, session: Session, runIn: RunIn): Recorder {
  const { cassette, adopted, recording } = session
  const { mode, rules, redact, clock } = settings
  const stop = new AbortController()
  const tempo = settings.scale > 0 ? { scale: settings.scale, clock, stop: stop.signal } : undefined
  const lookup = createLookup([...(cassette?.interactions ?? []), ...adopted], rules, settings.repeats)
  const redactOut = (text: string) => (redact ? redactText(text, redact) : text)
  const redactOutUrl = (url: string) => (redact ? redactUrl(url, redact) : url)
  const misses = createMisses(settings.onMiss, redactOut)
  const records = recording !== undefined
  // Where `once` records and there is nothing yet, no verdict needs a body.
  const looks = mode === 'replay' || mode === 'new-episodes' || (mode === 'once' && !(records && lookup.entries.length === 0))
  // Now, for the application may take its keys out of the environment.
  if (records) redact?.values()

  // Numbered in the order in which they were asked, so that a cassette is the same however fast the answers came.
  let asked = 0
  let recorded = 0
  const captures: OpenCaptures = new Set()
  const notStored: Summary['notStored'][number][] = []
  const redactions: Redaction[] = []
  const secrets: SecretFound[] = []
  let replayed = 0
  let passed = 0
  let discarded = false
  let broken: RespoolError | undefined
  let shown = false
  let finished: Promise<Outcome> | undefined

  function begin(head: RequestHead): Verdict {
    const request = httpRequest(head)
    if (finished) return refused(`${request.method} ${redactOutUrl(request.url)} came`)
    if (passesBy(request.url)) return pass()
    if (!settings.taped(request.url)) return miss(request, 'untaped')
    // What follows an upgrade is no HTTP, so there is nothing to tape yet; in replay it must not get out.
    if (headerValue(request.headers, 'upgrade') !== undefined) return records ? pass() : miss(request, 'upgrade')
    return looks ? { kind: 'body', decide: (body) => decide(withBody(request, body)) } : record(request)
  }

  function passesBy(url: string): boolean {
    return mode === 'passthrough' || (settings.others === 'pass' && !settings.taped(url))
  }

  function pass(): Pass {
    passed++
    return { kind: 'pass' }
  }

  function decide(request: HttpRequest): Replay | Record | Miss {
    if (finished) return refused(`${request.method} ${redactOutUrl(request.url)} was decided`)
    const entry = lookup.take(request)
    const unplayable = entry && whyUnplayable(entry.interaction)
    if (unplayable !== undefined) return miss(request, unplayable)
    if (entry) {
      replayed++
      return { kind: 'replay', playback: playInteraction(entry.interaction, tempo) }
    }
    return records ? record(request) : miss(request)
  }

  function record(request: HttpRequest): Record {
    const number = asked++
    const open = createCapture(request, settings, (captured) => {
      captures.delete(open)
      if (!('dropped' in captured)) keepOrSay(captured, number)
      else if (captured.dropped !== undefined) leaveOut(request, captured.dropped)
    })
    captures.add(open)
    return { kind: 'record', capture: open.capture }
  }

  /** An adapter calls from where nobody catches: an error would be a stream that never ends. */
  function keepOrSay(captured: Interaction, number: number): void {
    try {
      keep(captured, number)
    } catch (error) {
      broken ??= isRespoolError(error) ? error : unexpected(settings, error)
    }
  }

  function keep(captured: Interaction, number: number): void {
    const { status } = captured.response
    if (!settings.recordErrors && (status === 429 || status >= 500)) {
      return leaveOut(captured.request, `the answer was ${status}; \`recordErrors: true\` keeps it`)
    }
    if (!redact) return store(captured, number)
    const { interaction, redactions: found, refusal: inPieces } = redactInteraction(captured, redact)
    if (inPieces) return refuseSecret(interaction, inPieces)
    redactions.push(...found)
    store(interaction, number)
  }

  function store(interaction: Interaction, number: number): void {
    const { end } = interaction.response
    const replaced = mode === 'rerecord' ? lookup.take(interaction.request) : undefined
    if (end !== 'complete' && replaced?.interaction.response.end === 'complete') {
      return leaveOut(interaction.request, `it ended ${end}, and the whole recording that it would have replaced stays`)
    }
    if (!discarded) recording?.add(interaction, number)
    recorded++
    lookup.add(interaction)
  }

  function refuseSecret({ request: { method, url } }: Interaction, { kind, place }: Refusal): void {
    secrets.push({ method, url, kind, place })
    notStored.push({ method, url, reason: `a secret (${kind}) in the ${place} comes in pieces, which cannot be replaced` })
  }

  function leaveOut({ method, url }: HttpRequest, reason: string): void {
    notStored.push({ method, url: redactOutUrl(url), reason: redactOut(reason) })
  }

  function miss(live: HttpRequest, reason?: MissReport['reason']): Miss {
    return misses.add(requestKey(live, rules), () => missReport({ live, reason, cassette, lookup, settings }))
  }

  function refused(what: string): Miss {
    return refusal(closedError(settings, what), settings.onMiss)
  }

  function unused(): number[] {
    // What was recorded just now counts as played; a recorder that does not look plays nothing, so nothing is unused.
    return looks ? lookup.entries.filter(({ played }) => !played).map(({ position }) => position) : []
  }

  async function finish(save: 'always' | 'clean'): Promise<Outcome> {
    stop.abort(closedError(settings, 'a replay was still waiting for its next chunk'))
    await drain(captures, clock, settings.location)
    const came = { cassette: settings.location, misses: misses.list(), unused: unused() }
    const failure = broken ?? failureOf(came, discarded ? [] : secrets, settings.strict)
    discarded ||= failure !== undefined && save === 'clean'
    const notes = await (discarded ? recording?.discard() : recording?.save())
    const summary: Summary = {
      ...came,
      mode,
      total: cassette?.interactions.length ?? 0,
      replayed,
      recorded: discarded ? 0 : recorded,
      recovered: session.recovered,
      passed,
      network: passed + asked,
      notStored,
      redactions,
      warnings: [
        ...(cassette?.warnings ?? []),
        ...session.warnings,
        ...(notes ?? []),
        ...(redact && recorded > 0 ? secretsInOld(cassette?.interactions ?? [], redact) : []),
      ],
    }
    return { summary, failure }
  }

  /** Where saving has failed, another close may try again: what was recorded is still here. */
  function settle(save: 'always' | 'clean' = 'always'): Promise<Outcome> {
    finished ??= finish(save).catch((error: unknown) => {
      finished = undefined
      throw error
    })
    return finished
  }

  const recorder: Recorder = {
    cassette: settings.location,
    mode,
    begin,
    passes(url) {
      const passes = !finished && passesBy(url)
      if (passes) pass()
      return passes
    },
    run: (call) => runIn(recorder, call),
    async close() {
      const { summary, failure } = await settle()
      shown = true
      if (failure) throw failure
      return summary
    },
    settle({ save } = {}) {
      shown = true
      return settle(save)
    },
    discard() {
      discarded = true
    },
    async [Symbol.asyncDispose]() {
      const { failure } = await settle()
      // Thrown from here it would hide the error of the block that is being left, which a miss that was seen has caused.
      if (shown) return
      if ((failure && failure === broken) || failure?.code === 'secret-found' || (failure?.code === 'miss' && !misses.allShown()))
        throw failure
    },
  }
  return recorder
}

function unexpected({ location }: Settings, cause: unknown): RespoolError<'store-failed'> {
  const message = `An answer could not be kept in ${location}: ${String(cause)}. The cause says more; what else was recorded is saved.`
  return new RespoolError('store-failed', message, { cassette: location }, { cause })
}

/** Makes a call with the recorder bound to its async context. */
export type RunIn = <Value>(recorder: Recorder, call: () => Value) => Value

function whyUnplayable({ load, response, unplayable }: Interaction): MissReport['reason'] {
  if (unplayable !== undefined) return { unplayable }
  // What is still in its file is its format's to decode.
  return load || codingOf(response) === undefined ? undefined : 'encoded'
}

function closedError({ location }: Settings, what: string): RespoolError<'recorder-closed'> {
  const message = `The recorder of ${location} is closed, yet ${what}. Close it when the last request has been answered.`
  return new RespoolError('recorder-closed', message, { cassette: location })
}
