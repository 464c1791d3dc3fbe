import type { HttpRequest } from '../model/interaction.ts'
import { headerValues } from '../model/headers.ts'
import { diffJson } from '../json/diff.ts'
import { isObject, parseJson, type JsonValue } from '../json/value.ts'
import { samePlaceholders } from './placeholders.ts'
import type { MatchRules } from './rules.ts'

/** One thing in which a live request differs from a recorded one; a side is undefined where it has nothing there. */
export interface Difference {
  /** `method`, `url`, `header accept`, `body`, or `body /messages/0/content`. */
  readonly place: string
  readonly recorded: string | undefined
  readonly live: string | undefined
}

/** A recorded request that is like one that was asked, and in what they differ. */
export interface Nearest {
  /** Which of the recorded requests it is. */
  readonly position: number
  readonly differences: readonly Difference[]
}

// More are no help to a reader, and every one is a comparison of two prompts.
const mostDifferences = 8
const mostCandidates = 500
const mostNearest = 3

/**
 * The recorded requests that differ least from the live one, the nearest first, and in what.
 *
 * @param redact takes secrets out of what is quoted of either
 */
export function nearest(
  live: HttpRequest,
  recorded: readonly HttpRequest[],
  rules: MatchRules,
  redact: (text: string) => string,
): Nearest[] {
  const target = rules.normalize(live)
  const value = jsonOf(target)
  const safe = (quoted: string | undefined) => quoted && redact(quoted)
  return candidates(target, recorded)
    .map(([position, request]) => {
      const differences = compare(target, value, rules.normalize(request), rules)
      return { position, differences, distance: differences.reduce((sum, each) => sum + weigh(each), 0) }
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, mostNearest)
    .map(({ position, differences }) => ({
      position,
      differences: differences.map(({ place, recorded: a, live: b }) => ({ place: redact(place), recorded: safe(a), live: safe(b) })),
    }))
}

// A long cassette is looked at from its end, and only where the URL is the same: a miss should not take seconds.
function candidates(live: HttpRequest, recorded: readonly HttpRequest[]): (readonly [number, HttpRequest])[] {
  const all = recorded.map((request, position) => [position, request] as const)
  if (all.length <= mostCandidates) return all
  const sameUrl = all.filter(([, request]) => request.url === live.url)
  return (sameUrl.length > 0 ? sameUrl : all).slice(-mostCandidates)
}

function compare(live: HttpRequest, liveJson: JsonValue | undefined, recorded: HttpRequest, rules: MatchRules): Difference[] {
  const differences: Difference[] = []
  const add = (place: string, a: string | undefined, b: string | undefined) => {
    // Whatever key it is, it is not why the requests differ.
    if (a !== b && !(a !== undefined && b !== undefined && samePlaceholders(a, b))) differences.push({ place, recorded: a, live: b })
  }
  add('method', recorded.method, live.method)
  add('url', recorded.url, live.url)
  for (const name of rules.headers) add(`header ${name}`, joined(recorded, name), joined(live, name))
  if (recorded.body === live.body) return differences
  const recordedJson = jsonOf(recorded)
  if (liveJson === undefined || recordedJson === undefined) add('body', show(recorded.body), show(live.body))
  else for (const each of diffJson(recordedJson, liveJson, mostDifferences)) add(`body ${each.pointer}`, text(each.left), text(each.right))
  return differences
}

// Another method or path is another endpoint; a message more or less is the same conversation.
function weigh({ place, recorded, live }: Difference): number {
  if (place === 'method') return 40
  if (place === 'url') return pathOf(recorded) === pathOf(live) ? 10 : 40
  if (place === 'body') return 8
  return place === 'body /model' ? 3 : 2 - similarity(recorded, live)
}

/** 0 to 1: the share of text that two strings have in common at both ends, as far as it takes to tell. */
function similarity(a = '', b = ''): number {
  const shorter = Math.min(a.length, b.length, 4000)
  let start = 0
  while (start < shorter && a[start] === b[start]) start++
  let end = 0
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return (start + end) / Math.max(a.length, b.length, 1)
}

function pathOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).pathname : url
}

function joined(request: HttpRequest, name: string): string | undefined {
  return headerValues(request.headers, name).join(', ') || undefined
}

function jsonOf({ body }: HttpRequest): JsonValue | undefined {
  const value = typeof body === 'string' ? parseJson(body) : undefined
  return Array.isArray(value) || isObject(value) ? value : undefined
}

function text(value: JsonValue | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value)
}

function show(body: HttpRequest['body']): string {
  return typeof body === 'string' ? JSON.stringify(body) : `${body.byteLength} bytes`
}
