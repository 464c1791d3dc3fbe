import type { HttpRequest } from '../model/interaction.ts'
import type { Difference, Nearest } from '../match/nearest.ts'

type NearestRequest = Nearest & { readonly played: boolean; readonly request: HttpRequest }

/** What there is to say about a request without an answer. */
export interface MissReport {
  readonly live: HttpRequest
  /** The cassette's full location. */
  readonly cassette: string
  /** Is there a cassette at all? */
  readonly exists: boolean
  readonly mode: string
  /** Why that mode, where the code does not say so. */
  readonly modeReason: string | undefined
  /** How many interactions it holds. */
  readonly total: number
  /** The nearest first. */
  readonly nearest: readonly NearestRequest[]
  /**
   * Why it could not even be looked for: its host is not taped and `others` is `miss`, or it is an upgrade (a WebSocket). Or why what was found cannot be
   * played: it is still compressed, or its format says so.
   */
  readonly reason: 'untaped' | 'upgrade' | 'encoded' | { readonly unplayable: string } | undefined
}

/** One paragraph, for an error message that some client will show. */
export function explainShortly(report: MissReport): string {
  if (typeof report.reason === 'object') return opening(report)
  return [opening(report), nearestShortly(report), advice(report)].filter((part) => part !== '').join(' ')
}

/** The whole story, a line a fact. */
export function explainFully(report: MissReport): string {
  if (typeof report.reason === 'object') return opening(report)
  const sharing = report.mode === 'once' ? ` ${shared}` : ''
  return [opening(report), ...nearestFully(report), advice(report, sharing)].join('\n')
}

const shared = 'Test files that share a cassette open it with that mode: once the first has finished it, once records no more.'

// Nobody reads four hundred lines; the summary has them all.
const mostWhole = 2
const mostNamed = 5

/** All misses of a recorder, in fewer than forty lines: the first ones whole, of the others what was asked. */
export function explainAll(misses: readonly { readonly message: string }[]): string {
  const whole = misses.slice(0, mostWhole).map(({ message }) => message)
  const others = misses.slice(mostWhole).map(({ message }) => message.split('\n', 1)[0]!)
  const more = others.length > mostNamed ? [`and ${others.length - mostNamed} more`] : []
  return [...whole, ...(others.length > 0 ? [[...others.slice(0, mostNamed), ...more].join('\n')] : [])].join('\n\n')
}

function opening({ live, cassette, exists, mode, modeReason, total, reason }: MissReport): string {
  const inMode = `mode ${mode}${modeReason === undefined ? '' : ` since ${modeReason}`}`
  const asked = `respool has no answer for ${live.method} ${live.url}`
  if (reason === 'untaped') return `${asked}: its host is not among \`hosts\`, and \`others\` is 'miss'.`
  if (reason === 'upgrade') return `${asked}: an upgraded connection, such as a WebSocket's, cannot be replayed.`
  if (typeof reason === 'object') return `${asked}: ${reason.unplayable}`
  if (!exists) return `${asked}: there is no cassette at ${cassette} (${inMode}).`
  if (reason === 'encoded') return `${asked} in ${cassette} that it can play: the recorded content is still compressed.`
  return `${asked} in ${cassette} (${inMode}, ${total === 1 ? '1 interaction' : `${total} interactions`}).`
}

function nearestShortly({ nearest: [nearest], reason }: MissReport): string {
  if (!nearest) return ''
  if (reason === 'encoded') return `It is ${name(nearest)}.`
  const [first, ...more] = nearest.differences
  if (!first) return same(nearest)
  return `The nearest is ${name(nearest)}; they differ in ${showDifference(first)}${more.length > 0 ? ` and ${more.length} more` : ''}.`
}

/** All differences of the nearest; of the next ones the first, which tells whether one of them was meant. */
function nearestFully({ nearest: [nearest, ...next], reason }: MissReport): string[] {
  if (!nearest) return []
  if (reason === 'encoded') return [`  it is ${name(nearest)}`]
  if (nearest.differences.length === 0) return [`  ${same(nearest)}`]
  return [
    `  nearest: ${name(nearest)}${played(nearest)}, which differs in`,
    ...nearest.differences.map((each) => `    ${showDifference(each)}`),
    ...next.map(
      (each) => `  then: ${name(each)}${played(each)}${each.differences[0] ? `, in ${showDifference(each.differences[0])}` : ''}`,
    ),
  ]
}

function played(nearest: NearestRequest): string {
  return nearest.played ? ' (already played)' : ''
}

function same(nearest: NearestRequest): string {
  return nearest.played
    ? `${name(nearest)} is the same request, but it was already played: each is played once.`
    : `${name(nearest)} is the same request, but for what it has in the place of a redacted secret: it is more than one token.`
}

function name({ position, request }: NearestRequest): string {
  return `interaction ${position} (${request.method} ${request.url})`
}

function showDifference({ place, recorded, live }: Difference): string {
  const [from, to] = around(recorded ?? 'nothing', live ?? 'nothing')
  return `${place}: recorded ${from}, asked ${to}`
}

const shown = 60

/** Both texts, cut to the part around their first difference. */
function around(a: string, b: string): [string, string] {
  let first = 0
  while (first < a.length && a[first] === b[first]) first++
  const from = Math.max(0, first - shown / 3)
  return [cut(a, from), cut(b, from)]
}

function cut(text: string, from: number): string {
  const start = text.length <= shown ? 0 : Math.min(from, text.length - 1)
  const end = start + shown
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`
}

function advice({ exists, nearest: [nearest], reason }: MissReport, sharing = ''): string {
  if (reason === 'untaped') return "Add the host to `hosts`, or say others: 'pass'."
  if (reason === 'upgrade') return 'Have the code under test use HTTP, or leave its host out of `hosts`.'
  if (reason === 'encoded')
    return 'Record it again with a client that does not ask for compression by itself (in Go, leave Accept-Encoding to net/http), or delete that interaction and record with respool.'
  if (nearest?.played && nearest.differences.length === 0)
    return 'Record it as often as it is asked, or open the recorder with `repeats: true`.'
  if (!exists) return "Record it: open the recorder with mode: 'once', or run with RESPOOL_MODE=once."
  if (nearest && isElsewhere(nearest.differences))
    return "If it is the same API at another address, open the recorder with match: { origin: false }; else run once with RESPOOL_MODE=new-episodes to record it (or with mode: 'new-episodes', where the code gives a mode)."
  return `If the request is new or meant to have changed, run once with RESPOOL_MODE=new-episodes to record it (or with mode: 'new-episodes', where the code gives a mode); if part of it varies by nature, name that part in match.ignoreBody.${sharing}`
}

/** Is the host, its port or the scheme all that differs? */
function isElsewhere([first, ...more]: readonly Difference[]): boolean {
  if (first?.place !== 'url' || more.length > 0) return false
  const [recorded, live] = [first.recorded, first.live].map((url) => (url !== undefined && URL.canParse(url) ? new URL(url) : undefined))
  return recorded !== undefined && live !== undefined && recorded.pathname + recorded.search === live.pathname + live.search
}
