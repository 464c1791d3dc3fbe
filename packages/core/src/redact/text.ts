import { base64RunAround, findInBase64 } from './base64.ts'
import { leastLength } from './environment.ts'
import { mergeFinds, replaceFinds, type Find } from './find.ts'
import { secretName } from './names.ts'
import type { RedactRules } from './rules.ts'
import { withoutEscapes, withoutPercent, type View } from './view.ts'

/** The secrets in a text, in order, none overlapping another: plain, or behind JSON's escapes, percent-encoding or base64. */
export function findSecrets(text: string, rules: RedactRules): Find[] {
  return mergeFinds(text, findAll(text, rules))
}

/** The text with a placeholder in the place of every secret. */
export function redactText(text: string, rules: RedactRules, onFind?: (kind: string) => void): string {
  const finds = findSecrets(text, rules)
  if (onFind) for (const { kind } of finds) onFind(kind)
  return replaceFinds(text, finds)
}

// JSON in JSON in JSON: the arguments of a tool call, echoed in an event, pasted into a prompt. A URL in a parameter of a URL in one.
const deepestEscapes = 3

/** Finds as they come, overlapping and in no order. */
export function findAll(text: string, rules: RedactRules): Find[] {
  const finds = findPlain(text, rules)
  finds.push(...findInBase64(text, (decoded) => findShapes(decoded, rules)))
  for (const resolve of [withoutEscapes, withoutPercent]) {
    for (const view of layersOf(text, resolve)) finds.push(...inSource(view, findPlain(view.text, rules)))
  }
  return finds
}

/** A text with its outermost escapes resolved, then with what that has laid open, and so on. */
function layersOf(text: string, resolve: (text: string) => View | undefined): View[] {
  const views: View[] = []
  for (let view = resolve(text); view && views.push(view) < deepestEscapes;) {
    const outer = view
    const next = resolve(outer.text)
    view = next && { text: next.text, toSource: (offset) => outer.toSource(next.toSource(offset)) }
  }
  return views
}

function inSource({ toSource }: View, finds: readonly Find[]): Find[] {
  return finds.map(({ kind, start, end }) => ({ kind, start: toSource(start), end: toSource(end) }))
}

function findPlain(text: string, rules: RedactRules): Find[] {
  return [...findShapes(text, rules), ...findValues(text, rules), ...findParameters(text, rules)]
}

function findShapes(text: string, { patterns }: RedactRules): Find[] {
  const finds: Find[] = []
  for (const { kind, pattern } of patterns(text)) {
    for (const match of text.matchAll(pattern)) finds.push({ kind, start: match.index, end: match.index + match[0].length })
  }
  return [...finds, ...findAwsSecrets(text, finds), ...findBasicAuth(text)]
}

const awsSecret = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g
const awsNeighbourhood = 300

// Forty characters of base64 may be anything; beside an access key id, they are its secret.
function findAwsSecrets(text: string, finds: readonly Find[]): Find[] {
  return finds.flatMap(({ kind, start, end }) => {
    if (kind !== 'aws') return []
    const from = Math.max(0, start - awsNeighbourhood)
    return Array.from(text.slice(from, end + awsNeighbourhood).matchAll(awsSecret), ({ index }) => index + from)
      .filter((place) => /[a-z]/.test(text.slice(place, place + 40)) && /[A-Z]/.test(text.slice(place, place + 40)))
      .map((place) => ({ kind: 'aws-secret', start: place, end: place + 40 }))
  })
}

/** RFC 7617: base64 of `user:password`. */
function findBasicAuth(text: string): Find[] {
  if (!text.includes('Basic ')) return []
  return Array.from(text.matchAll(/(?<=\bBasic )[A-Za-z0-9+/]{8,}={0,2}/g), ({ 0: code, index }) => ({ code, index }))
    .filter(({ code }) => /^[\x20-\x7e]*:[\x20-\x7e]+$/.test(credentials(code)))
    .map(({ code, index }) => ({ kind: 'basic-auth', start: index, end: index + code.length }))
}

function credentials(code: string): string {
  const bare = code.replace(/=+$/, '')
  return bare.length % 4 === 1 ? '' : atob(bare)
}

function findValues(text: string, { values }: RedactRules): Find[] {
  const finds: Find[] = []
  for (const { kind, text: value, encoded } of values()) {
    for (let start = text.indexOf(value); start !== -1; start = text.indexOf(value, start + value.length)) {
      const find = { kind, start, end: start + value.length }
      finds.push(encoded ? base64RunAround(text, find) : find)
    }
    const cut = beginningAtEnd(text, value)
    if (cut > 0) finds.push({ kind, start: text.length - cut, end: text.length })
  }
  return finds
}

/** How much of a value a text ends with, where it was cut off within it: a stream that broke. Less than what would be searched for does not count. */
function beginningAtEnd(text: string, value: string): number {
  if (text.length < leastLength || !value.includes(text.slice(-leastLength))) return 0
  for (let length = Math.min(value.length - 1, text.length); length >= leastLength; length--)
    if (text.endsWith(value.slice(0, length))) return length
  return 0
}

const parameter = /[?&]([A-Za-z][\w.-]{0,60})=([^&\s"'`\\#<>()]+)/g

/** Parameters of URLs that stand in a text. Only names that are secret in any place: `?key=` is too common in prose. */
function findParameters(text: string, { fields }: RedactRules): Find[] {
  if (!text.includes('=')) return []
  return Array.from(text.matchAll(parameter)).flatMap(({ 0: all, 1: name = '', 2: value = '', index }) => {
    const kind = secretName(name, value, 'field', fields)
    return kind === undefined ? [] : [{ kind, start: index + all.length - value.length, end: index + all.length }]
  })
}
