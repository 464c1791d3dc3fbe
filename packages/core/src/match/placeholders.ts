import { isPlaceholder, placeholder, splitPlaceholders, type PlaceholderParts } from '../model/placeholder.ts'
import { kindOfBody } from './key.ts'

/** What a live request has where a recorded one has a placeholder. */
export interface Token {
  readonly kind: string
  readonly token: string
}

/** What kind of text it is: which decides where a token ends: what kind of body, or `target`. */
type Where = 'target' | 'form' | 'multipart' | 'json' | 'text'

/**
 * Compares a recorded request's keys with a live one's, each placeholder standing for any one token in its place; everything else must be equal.
 *
 * @returns what stands for the placeholders; undefined where the requests differ
 */
export function matchPlaceholders(recorded: PlaceholderKeys, live: RequestKeys): readonly Token[] | undefined {
  // Headers stand below the URL, and a slash in them is no separator.
  const [url, headers] = cutLine(live.target)
  const inUrl = matchText(recorded.url, url, 'target')
  const inHeaders = inUrl && matchText(recorded.headers, headers, 'text')
  const inBody = inHeaders && matchText(recorded.body, live.body, kindOfBody(live.body))
  return inBody && [...inUrl, ...inHeaders, ...inBody]
}

type Pattern = PlaceholderParts | string

/** A recorded request's keys, taken apart for comparing. */
export interface PlaceholderKeys {
  readonly url: Pattern
  readonly headers: Pattern
  readonly body: Pattern
}

export function placeholderKeys({ target, body }: RequestKeys): PlaceholderKeys {
  const [url, headers] = cutLine(target)
  return { url: pattern(url), headers: pattern(headers), body: pattern(body) }
}

function pattern(text: string): Pattern {
  return splitPlaceholders(text) ?? text
}

/** A request's `targetKey` and `bodyKey`. */
export interface RequestKeys {
  readonly target: string
  readonly body: string
}

/** Whether two texts are the same apart from what stands for placeholders in the recorded one. */
export function samePlaceholders(recorded: string, live: string): boolean {
  return matchText(pattern(recorded), live, 'json') !== undefined
}

function matchText(recorded: Pattern, live: string, where: Where): Token[] | undefined {
  if (typeof recorded === 'string') return recorded === live ? [] : undefined
  const { literals, kinds } = recorded
  // The end first: requests of one conversation begin alike.
  if (!live.endsWith(literals.at(-1)!) || !live.startsWith(literals[0]!)) return undefined
  const tokens: Token[] = []
  let position = literals[0]!.length
  for (const [index, kind] of kinds.entries()) {
    const [before, after] = [literals[index]!, literals[index + 1]!]
    const string = where === 'json' && kind.startsWith('field-') ? stringAround(before, after) : undefined
    const most = string === undefined ? runEnd(live, position, kind, where) : closingQuote(live, position, string)
    // The value of a secret name may be anything up to its quote; a token may be followed by what could be its own.
    const least = string === undefined ? position + 1 : Math.max(most, position + 1)
    const end = index === kinds.length - 1 ? live.length - after.length : lastBefore(live, after, least, most)
    if (end < least || end > most || !live.startsWith(after, end)) return undefined
    tokens.push({ kind, token: live.slice(position, end) })
    position = end + after.length
  }
  return tokens
}

function lastBefore(live: string, literal: string, least: number, most: number): number {
  for (let end = most; end >= least; end--) if (live.startsWith(literal, end)) return end
  return -1
}

/** How many backslashes stand before the quotes of the string that a placeholder fills; undefined where it fills none. JSON in JSON has one, in that three. */
function stringAround(before: string, after: string): number | undefined {
  const opening = /(?<!\\)(\\*)"$/.exec(before.slice(-16))?.[1]
  const closing = /^(\\*)"/.exec(after)?.[1]
  return opening !== undefined && opening === closing ? opening.length : undefined
}

/** The end of a string whose quotes have so many backslashes: a quote within has more, and a backslash at its end doubles them. */
function closingQuote(live: string, position: number, backslashes: number): number {
  for (let quote = live.indexOf('"', position); quote !== -1; quote = live.indexOf('"', quote + 1)) {
    let slashes = 0
    while (quote - slashes > position && live[quote - 1 - slashes] === '\\') slashes++
    if (slashes % (2 * (backslashes + 1)) === backslashes) return quote - backslashes
  }
  return -1
}

// Whatever separates one thing from the next in URLs, JSON, prose and code is no part of a token; else `key=a` would match `key=a&user=b`.
const token = /[^\s"'`\\&<>,;:(){}[\]|?#]+/y
const tokenInUrl = /[^\s"'`\\&<>,;:(){}[\]|?#/@]+/y
const userInfo = /[^\s"'`\\&<>,;(){}[\]|?#/@]+/y
const formValue = /[^&#\s]+/y
const line = /[^\r\n]+/y
const pem = /-----BEGIN [A-Z0-9 ]+-----(?:(?!-----)[^]){0,20000}(?:-----END [A-Z0-9 ]+-----[A-Za-z0-9_-]*)?/y

/** How far a token may reach. */
function runEnd(live: string, position: number, kind: string, where: Where): number {
  if (kind === 'pem' && live.startsWith('-----BEGIN ', position)) return lastIndexOf(pem, live, position)
  if (kind === 'basic-auth') return lastIndexOf(userInfo, live, position)
  if (kind.startsWith('field-')) {
    if (where === 'target' || where === 'form') return lastIndexOf(formValue, live, position)
    if (where === 'multipart') return lastIndexOf(line, live, position)
  }
  return lastIndexOf(where === 'target' ? tokenInUrl : token, live, position)
}

function lastIndexOf(run: RegExp, text: string, position: number): number {
  run.lastIndex = position
  return run.test(text) ? run.lastIndex : position
}

function cutLine(text: string): [first: string, rest: string] {
  const feed = text.indexOf('\n')
  return feed === -1 ? [text, ''] : [text.slice(0, feed), text.slice(feed)]
}

/** Tokens that stood for placeholders of one kind; the first one stands for all. */
export type LearnedTokens = ReadonlyMap<string, readonly string[]>

/**
 * A text with the first learned token in the place of placeholders and of the other tokens of their kind. Two texts that are the same then are
 * candidates for each other, no more: compare them by {@link matchPlaceholders}.
 */
export function settle(text: string, learned: LearnedTokens): string {
  const parts = learned.size === 0 ? undefined : splitPlaceholders(text)
  let settled = text
  if (parts) {
    const { literals, kinds } = parts
    settled = literals[0]! + kinds.map((kind, index) => (learned.get(kind)?.[0] ?? placeholder(kind)) + literals[index + 1]!).join('')
  }
  for (const [first, ...others] of learned.values()) for (const other of others) settled = settled.replaceAll(other, () => first!)
  return settled
}

// A key an hour, say. Beyond that, every request brings its own, and remembering them helps nobody.
const mostTokens = 8

/** The tokens learned so far and new ones; the same map where there is nothing new. */
export function learn(learned: LearnedTokens, tokens: readonly Token[]): LearnedTokens {
  const next = new Map(learned)
  let news = false
  for (const { kind, token: each } of tokens) {
    const known = next.get(kind) ?? []
    // What a replayed answer holds, and the next request echoes, is a placeholder again.
    if (known.includes(each) || known.length >= mostTokens || isPlaceholder(each, 0)) continue
    next.set(kind, [...known, each])
    news = true
  }
  return news ? next : learned
}
