import type { Cassette } from '../model/cassette.ts'
import { RespoolError } from '../model/errors.ts'
import { headerValue } from '../model/headers.ts'
import { httpRequest, type HttpRequest, type Interaction } from '../model/interaction.ts'
import { requestKey } from '../match/key.ts'
import { nearest } from '../match/nearest.ts'
import { redactInteraction, redactRequest } from '../redact/interaction.ts'
import type { Redaction, Refusal } from '../redact/options.ts'
import { redactText } from '../redact/text.ts'
import { redactUrl } from '../redact/url.ts'
import type { MissReport } from '../report/miss.ts'
import { createCapture } from './capture.ts'
import type { Miss, NeedsBody, Pass, Record, Recorder, Replay, RequestHead, Summary, Verdict } from './contract.ts'
import { drain, type OpenCaptures } from './drain.ts'
import { createLookup } from './lookup.ts'
import { createMisses } from './misses.ts'
import { createPlayback } from './playback.ts'
import { describeSecrets, secretsInOld, type SecretFound } from './secrets.ts'
import { checkWritable, save } from './save.ts'
import type { Settings } from './settings.ts'

/** @param cassette what the store held; undefined where it held nothing */
export function createRecorder(settings: Settings, cassette: Cassette | undefined): Recorder {
  const { mode, rules, redact, clock } = settings
  const stop = new AbortController()
  const tempo = settings.scale > 0 ? { scale: settings.scale, clock, stop: stop.signal } : undefined
  const lookup = createLookup(cassette?.interactions ?? [], rules, settings.repeats)
  const redactOut = (text: string) => (redact ? redactText(text, redact) : text)
  const redactOutUrl = (url: string) => (redact ? redactUrl(url, redact) : url)
  const misses = createMisses(settings.onMiss, redactOut)
  const looks = mode === 'replay' || mode === 'new-episodes' || (mode === 'once' && cassette !== undefined)
  const records = mode !== 'passthrough' && (mode === 'new-episodes' || !looks)
  if (records) checkWritable(settings, cassette)
  // Now, for the application may take its keys out of the environment.
  if (records) redact?.values()

  // By the order in which they were asked, so that a cassette is the same however fast the answers came.
  const recorded: (Interaction | undefined)[] = []
  const captures: OpenCaptures = new Set()
  const notStored: Summary['notStored'][number][] = []
  const redactions: Redaction[] = []
  const secrets: SecretFound[] = []
  let replayed = 0
  let passed = 0
  let discarded = false
  let finished: Promise<Outcome> | undefined

  function begin(head: RequestHead): Verdict {
    if (finished) throw closedError(settings, `${head.method} ${redactOutUrl(head.url)} came`)
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
    const entry = lookup.take(request)
    if (entry) {
      replayed++
      return { kind: 'replay', playback: createPlayback(entry.interaction.response, tempo) }
    }
    return records ? record(request) : miss(request)
  }

  function record(request: HttpRequest): Record {
    const place = recorded.push(undefined) - 1
    const open = createCapture(request, settings, (captured) => {
      captures.delete(open)
      if (!('dropped' in captured)) keep(captured, place)
      else if (captured.dropped !== undefined) refuse(request, captured.dropped)
    })
    captures.add(open)
    return { kind: 'record', capture: open.capture }
  }

  function keep(captured: Interaction, place: number): void {
    const { status } = captured.response
    if (!settings.recordErrors && (status === 429 || status >= 500)) {
      return refuse(captured.request, `the answer was ${status}; \`recordErrors: true\` keeps it`)
    }
    if (!redact) return store(captured, place)
    const { interaction, redactions: found, refusal } = redactInteraction(captured, redact)
    if (refusal) return refuseSecret(interaction, refusal)
    redactions.push(...found)
    store(interaction, place)
  }

  function store(interaction: Interaction, place: number): void {
    recorded[place] = interaction
    lookup.add(interaction)
  }

  function refuseSecret({ request: { method, url } }: Interaction, { kind, place }: Refusal): void {
    secrets.push({ method, url, kind, place })
    notStored.push({ method, url, reason: `a secret (${kind}) in the ${place} comes in pieces, which cannot be replaced` })
  }

  function refuse({ method, url }: HttpRequest, reason: string): void {
    notStored.push({ method, url: redactOutUrl(url), reason: redactOut(reason) })
  }

  function miss(live: HttpRequest, reason?: MissReport['reason']): Miss {
    return misses.add(requestKey(live, rules), () => reportOn(live, reason))
  }

  function reportOn(request: HttpRequest, reason: MissReport['reason']): MissReport {
    // Shown to people, and no secret may be: not even one that only its name gives away.
    const live = redact ? redactRequest(request, redact) : request
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
    const kept = discarded ? [] : recorded.filter((interaction) => interaction !== undefined)
    if (kept.length > 0) await save(settings, kept)
    const summary: Summary = {
      cassette: settings.location,
      mode,
      replayed,
      recorded: kept.length,
      passed,
      unused: unused(),
      misses: misses.list(),
      notStored,
      redactions,
      warnings: [...(cassette?.warnings ?? []), ...(redact && kept.length > 0 ? secretsInOld(cassette?.interactions ?? [], redact) : [])],
    }
    return { summary, failure: failureOf(summary, discarded ? [] : secrets, settings.strict) }
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
      if (failure?.code === 'secret-found' || (failure?.code === 'miss' && !misses.allShown)) throw failure
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

function failureOf({ cassette, misses, unused }: Summary, secrets: readonly SecretFound[], strict: boolean): RespoolError | undefined {
  const [first] = misses
  const [secret] = secrets
  if (secret) {
    const message = [describeSecrets(cassette, secrets), ...misses.map((each) => each.message)].join('\n\n')
    return new RespoolError('secret-found', message, { cassette, kind: secret.kind, place: secret.place, interactions: secrets })
  }
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
