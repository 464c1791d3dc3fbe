import { RespoolError } from '../model/errors.ts'
import { headerValue } from '../model/headers.ts'
import { httpRequest, type HttpRequest, type Interaction } from '../model/interaction.ts'
import { hasPlaceholder } from '../model/placeholder.ts'
import { requestKey } from '../match/key.ts'
import { nearest } from '../match/nearest.ts'
import { redactInteraction, redactRequest } from '../redact/interaction.ts'
import type { Redaction } from '../redact/options.ts'
import { redactText } from '../redact/text.ts'
import type { MissReport } from '../report/miss.ts'
import { createCapture } from './capture.ts'
import type { Miss, NeedsBody, Pass, Record, Recorder, Replay, RequestHead, Summary, Verdict } from './contract.ts'
import { drain, type OpenCaptures } from './drain.ts'
import { createLookup } from './lookup.ts'
import { createMisses } from './misses.ts'
import { createPlayback } from './playback.ts'
import type { Session } from './session.ts'
import type { Settings } from './settings.ts'

export function createRecorder(settings: Settings, session: Session): Recorder {
  const { cassette, adopted, recording } = session
  const { mode, rules, redact, clock } = settings
  const stop = new AbortController()
  const tempo = settings.scale > 0 ? { scale: settings.scale, clock, stop: stop.signal } : undefined
  const lookup = createLookup([...(cassette?.interactions ?? []), ...adopted], rules, settings.repeats)
  const redactOut = (text: string) => (redact ? redactText(text, redact.patterns) : text)
  const misses = createMisses(settings.onMiss, redactOut)
  const records = recording !== undefined
  // Where `once` records and there is nothing yet, no verdict needs a body.
  const looks = mode === 'replay' || mode === 'new-episodes' || (mode === 'once' && !(records && lookup.entries.length === 0))

  // Numbered in the order in which they were asked, so that a cassette is the same however fast the answers came.
  let asked = 0
  let recorded = 0
  const captures: OpenCaptures = new Set()
  const notStored: Summary['notStored'][number][] = []
  const redactions: Redaction[] = []
  let placeholders = lookup.entries.some(({ interaction }) => holdsPlaceholder(interaction))
  let replayed = 0
  let passed = 0
  let discarded = false
  let finished: Promise<Outcome> | undefined

  function begin(head: RequestHead): Verdict {
    if (finished) throw closedError(settings, `${head.method} ${head.url} came`)
    const request = httpRequest(head)
    if (mode === 'passthrough' || (!settings.taped(request.url) && settings.others === 'pass')) return pass()
    if (!settings.taped(request.url)) return miss(request, 'untaped')
    // What follows an upgrade is no HTTP, so there is nothing to tape yet; in replay it must not get out.
    if (headerValue(request.headers, 'upgrade') !== undefined) return records ? pass() : miss(request, 'upgrade')
    return looks ? { kind: 'body', decide: (body) => decide(withBody(request, body)) } : record(request)
  }

  function pass(): Pass {
    passed++
    return { kind: 'pass' }
  }

  function decide(request: HttpRequest): Replay | Record | Miss {
    const entry = lookup.take(placeholders && redact ? redactRequest(request, redact) : request)
    if (entry) {
      replayed++
      return { kind: 'replay', playback: createPlayback(entry.interaction.response, tempo) }
    }
    return records ? record(request) : miss(request)
  }

  function record(request: HttpRequest): Record {
    const number = asked++
    const open = createCapture(request, settings, (captured) => {
      captures.delete(open)
      if (!('dropped' in captured)) keep(captured, number)
      else if (captured.dropped !== undefined) refuse(request, captured.dropped)
    })
    captures.add(open)
    return { kind: 'record', capture: open.capture }
  }

  function keep(captured: Interaction, number: number): void {
    const { status } = captured.response
    if (!settings.recordErrors && (status === 429 || status >= 500)) {
      return refuse(captured.request, `the answer was ${status}; \`recordErrors: true\` keeps it`)
    }
    const safe = redact ? redactInteraction(captured, redact) : { interaction: captured, redactions: [] }
    redactions.push(...safe.redactions)
    if (!discarded) recording?.add(safe.interaction, number)
    recorded++
    placeholders ||= holdsPlaceholder(safe.interaction)
    lookup.add(safe.interaction)
  }

  function refuse({ method, url }: HttpRequest, reason: string): void {
    notStored.push({ method, url: redactOut(url), reason })
  }

  function miss(live: HttpRequest, reason?: MissReport['reason']): Miss {
    return misses.add(requestKey(live, rules), () => reportOn(live, reason))
  }

  function reportOn(live: HttpRequest, reason: MissReport['reason']): MissReport {
    const found = nearest(
      live,
      lookup.entries.map(({ interaction }) => interaction.request),
      rules,
    )
    const entry = found && lookup.entries[found.position]
    return {
      live,
      cassette: settings.location,
      exists: cassette !== undefined,
      mode,
      total: cassette?.interactions.length ?? 0,
      nearest: found && entry && { ...found, played: entry.played, request: entry.interaction.request },
      reason,
    }
  }

  function unused(): number[] {
    // What was recorded just now counts as played; a recorder that does not look plays nothing, so nothing is unused.
    return looks ? lookup.entries.filter(({ played }) => !played).map(({ position }) => position) : []
  }

  async function finish(): Promise<Outcome> {
    stop.abort(closedError(settings, 'a replay was still waiting for its next chunk'))
    await drain(captures, clock, settings.location)
    const notes = await (discarded ? recording?.discard() : recording?.save())
    const summary: Summary = {
      cassette: settings.location,
      mode,
      replayed,
      recorded: discarded ? 0 : recorded,
      recovered: adopted.length,
      passed,
      unused: unused(),
      misses: misses.list(),
      notStored,
      redactions,
      warnings: [...(cassette?.warnings ?? []), ...session.warnings, ...(notes ?? [])],
    }
    return { summary, failure: failureOf(summary, settings.strict) }
  }

  return {
    cassette: settings.location,
    mode,
    begin,
    async close() {
      const { summary, failure } = await (finished ??= finish())
      if (failure) throw failure
      return summary
    },
    discard() {
      discarded = true
    },
    async [Symbol.asyncDispose]() {
      const { failure } = await (finished ??= finish())
      // Thrown from here it would hide the error of the block that is being left, which a miss that was seen has caused.
      if (failure?.code === 'miss' && !misses.allShown) throw failure
    },
  }
}

interface Outcome {
  readonly summary: Summary
  readonly failure: RespoolError | undefined
}

function withBody(request: HttpRequest, body: Parameters<NeedsBody['decide']>[0]): HttpRequest {
  return httpRequest({ ...request, ...(body !== undefined && { body }) })
}

function holdsPlaceholder({ request }: Interaction): boolean {
  return hasPlaceholder(request.url) || (typeof request.body === 'string' && hasPlaceholder(request.body))
}

function failureOf({ cassette, misses, unused }: Summary, strict: boolean): RespoolError | undefined {
  const [first] = misses
  if (first) return new RespoolError('miss', misses.map(({ message }) => message).join('\n\n'), first.details)
  if (!strict || unused.length === 0) return undefined
  const which = unused.length === 1 ? `interaction ${unused[0]} was` : `interactions ${unused.join(', ')} were`
  const message = `${cassette}: ${which} never played. Delete what is no longer asked for, or leave out \`strict\`.`
  return new RespoolError('unused', message, { cassette, interactions: unused })
}

function closedError({ location }: Settings, what: string): RespoolError {
  const message = `The recorder of ${location} is closed, yet ${what}. Close it when the last request has been answered.`
  return new RespoolError('recorder-closed', message, { cassette: location })
}
