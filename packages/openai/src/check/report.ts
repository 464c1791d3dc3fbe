import type { OperationKey } from '../api.ts'
import type { DepartureKind } from './departures.ts'
import type { InteractionCheck, Part } from './interaction.ts'

/** One departure, wherever it was found. */
export interface Drift {
  readonly operation: OperationKey
  readonly part: Part
  readonly kind: DepartureKind
  readonly path: string
  /** How often. */
  readonly count: number
  /** Where first: what was given as its place, and the chunk. */
  readonly first: string
  /** What was found instead, where the path does not say it: up to three, each once. Each value that the spec has not is a drift of its own. */
  readonly details: readonly string[]
  readonly dialects: readonly string[]
  /** Whether every dialect in which it was found is known for it. */
  readonly known: boolean
}

/** A check and the name of its place: `__cassettes__/hi.yaml, interaction 2`. */
export interface PlacedCheck {
  readonly place: string
  readonly check: InteractionCheck
}

// What fails a program first.
const severity: readonly DepartureKind[] = [
  'type-mismatch',
  'missing-required',
  'unknown-event',
  'new-enum-value',
  'null-for-absent',
  'unknown-key',
]

// A second new value at a place is new all the same: whoever has accepted one event has not accepted every other.
const byValue: ReadonlySet<DepartureKind> = new Set<DepartureKind>(['new-enum-value', 'unknown-event'])

/**
 * All departures of many checks, each kind and path once (each value, where it is new), the gravest and most frequent first.
 *
 * @example
 * ```ts
 * const drift = driftReport(cassette.interactions.map((each, n) => ({ place: `hi.yaml, interaction ${n}`, check: checkInteraction(each) })))
 * console.log(formatDrift(drift))
 * ```
 */
export function driftReport(checks: Iterable<PlacedCheck>): Drift[] {
  const groups = new Map<string, Group>()
  for (const { place, check } of checks) {
    for (const departure of check.departures) {
      const value = byValue.has(departure.kind) ? departure.detail : undefined
      const key = [check.operation, departure.part, departure.kind, departure.path, departure.known, value].join(' ')
      const group = groups.get(key) ?? {
        ...departure,
        operation: check.operation!,
        count: 0,
        first: firstPlace(place, departure.chunk),
        details: new Set(),
        dialects: new Set(),
      }
      group.count += 1
      group.dialects.add(check.dialect)
      if (departure.detail !== undefined && group.details.size < 3) group.details.add(departure.detail)
      groups.set(key, group)
    }
  }
  return [...groups.values()].map(driftOf).sort(byGravity)
}

interface Group extends Omit<Drift, 'details' | 'dialects' | 'count'> {
  count: number
  readonly details: Set<string>
  readonly dialects: Set<string>
}

function driftOf({ operation, part, kind, path, count, first, details, dialects, known }: Group): Drift {
  return { operation, part, kind, path, count, first, details: [...details], dialects: [...dialects].sort(), known }
}

function firstPlace(place: string, chunk: number | undefined): string {
  return chunk === undefined ? place : `${place}, chunk ${chunk}`
}

function byGravity(a: Drift, b: Drift): number {
  return severity.indexOf(a.kind) - severity.indexOf(b.kind) || b.count - a.count || (driftName(a) < driftName(b) ? -1 : 1)
}

/** What a drift is called in a baseline: `type-mismatch POST /chat/completions chunk $.id`, `unknown-event POST /responses chunk $.type "response.new"`. */
export function driftName({
  kind,
  operation,
  part,
  path,
  details,
}: Pick<Drift, 'kind' | 'operation' | 'part' | 'path' | 'details'>): string {
  const name = `${kind} ${operation} ${part} ${path}`
  return byValue.has(kind) ? [name, ...details].join(' ') : name
}

/** The report for people: a line for each drift that is not known, and one for each dialect with known ones. */
export function formatDrift(drifts: readonly Drift[]): string {
  const lines = drifts.filter(({ known }) => !known).map(line)
  const known = drifts.filter((each) => each.known)
  const names = [...new Set(known.flatMap(({ dialects }) => dialects))].sort()
  const summaries = names.map((name) => {
    const own = known.filter(({ dialects }) => dialects.includes(name))
    return `known of ${name}: ${own.length} departures`
  })
  return [...lines, ...summaries].map((each) => `${each}\n`).join('')
}

function line(drift: Drift): string {
  const details = drift.details.length === 0 || byValue.has(drift.kind) ? '' : ` (${drift.details.join('; ')})`
  return `${driftName(drift)}${details}: ${drift.count} times in ${drift.dialects.join(', ')}, first in ${drift.first}`
}
