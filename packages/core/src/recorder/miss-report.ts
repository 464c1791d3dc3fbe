import type { Cassette } from '../model/cassette.ts'
import type { HttpRequest } from '../model/interaction.ts'
import { nearest } from '../match/nearest.ts'
import { redactRequest } from '../redact/interaction.ts'
import { redactText } from '../redact/text.ts'
import type { MissReport } from '../report/miss.ts'
import type { Lookup } from './lookup.ts'
import type { Settings } from './settings.ts'

/** A request that has no answer, and where one was looked for. */
interface Unanswered {
  readonly live: HttpRequest
  readonly reason: MissReport['reason']
  readonly cassette: Cassette | undefined
  readonly lookup: Lookup
  readonly settings: Settings
}

/** Everything in it is quoted, so nothing in it may be secret; and it must be redacted whole, before a quotation cuts a key in two. */
export function missReport({ live, reason, cassette, lookup, settings }: Unanswered): MissReport {
  const { location, mode, modeReason, rules, redact } = settings
  const safe = (each: HttpRequest) => (redact ? redactRequest(each, redact) : each)
  const recordedRequests = lookup.entries.map(({ interaction }) => interaction.request)
  // What was found and cannot be played needs no other that is like it.
  const found =
    typeof reason === 'object' ? [] : nearest(safe(live), recordedRequests, rules, (text) => (redact ? redactText(text, redact) : text))
  return {
    live: safe(live),
    cassette: location,
    exists: cassette !== undefined,
    mode,
    modeReason,
    total: cassette?.interactions.length ?? 0,
    nearest: found.map((each) => {
      const { played, interaction } = lookup.entries[each.position]!
      return { ...each, played, request: safe(interaction.request) }
    }),
    reason,
  }
}
