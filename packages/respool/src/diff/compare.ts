import { diffJson, isObject, readJson, requestMeaning, type HttpRequest, type JsonValue } from '@respool/core'
import type { LoadedCassette, PlacedInteraction } from '../cassettes/load.ts'
import type { Answer, Conversation, Part } from '../exchange/conversation.ts'
import { readConversation } from '../exchange/read.ts'
import { jsonText } from '../terminal/json-text.ts'
import { withoutIds } from './ids.ts'
import { pairs } from './match.ts'

/** One thing that is not the same; a side is absent where it has nothing there. */
export interface Change {
  /** `request /messages/1/content`, `text`, `call 0`, `tokens out`, `status`, … */
  readonly place: string
  readonly left?: string
  readonly right?: string
}

/** What became of an interaction; `left` and `right` are its ids there. */
export interface ComparedInteraction {
  readonly left?: string
  readonly right?: string
  readonly method: string
  readonly url: string
  /** None where it is the same, or where it is on one side only. */
  readonly changes: readonly Change[]
}

export interface Comparison {
  readonly left: string
  readonly right: string
  readonly interactions: readonly ComparedInteraction[]
}

/** Two cassettes by what they mean. */
export function compare(left: LoadedCassette, right: LoadedCassette): Comparison {
  return {
    left: left.name,
    right: right.name,
    interactions: pairs(left.interactions, right.interactions).map((pair) => {
      const { method, url } = (pair.left ?? pair.right!).interaction.request
      return {
        ...(pair.left && { left: pair.left.id }),
        ...(pair.right && { right: pair.right.id }),
        method,
        url,
        changes: pair.left && pair.right ? changesOf(pair.left, pair.right) : [],
      }
    }),
  }
}

export function isSame({ left, right, changes }: ComparedInteraction): boolean {
  return left !== undefined && right !== undefined && changes.length === 0
}

function changesOf({ interaction: a }: PlacedInteraction, { interaction: b }: PlacedInteraction): Change[] {
  return [
    ...change('url', a.request.url, b.request.url),
    ...requestChanges(a.request, b.request),
    ...change('status', String(a.response.status), String(b.response.status)),
    ...answerChanges(readConversation(a), readConversation(b)),
    ...change('end', endOf(a.response), endOf(b.response)),
  ]
}

function requestChanges(a: HttpRequest, b: HttpRequest): Change[] {
  if (requestMeaning(a) === requestMeaning(b)) return []
  const [left, right] = [readJson(a), readJson(b)]
  if (left === undefined || right === undefined) return change('request', bodyText(a), bodyText(b))
  // Ids of calls are made up anew in every answer, and the next request repeats them.
  return jsonChanges('request', withoutIds(left), withoutIds(right))
}

function answerChanges(a: Conversation, b: Conversation): Change[] {
  const changes = [...change('error', a.error, b.error), ...change('answered by', a.answeredBy, b.answeredBy)]
  const several = Math.max(a.answers.length, b.answers.length) > 1
  for (let index = 0; index < Math.max(a.answers.length, b.answers.length); index++) {
    const prefix = several ? `answer ${index} ` : ''
    changes.push(...oneAnswer(a.answers[index], b.answers[index]).map((each) => ({ ...each, place: prefix + each.place })))
  }
  return [
    ...changes,
    ...change('tokens in', tokens(a.usage?.input), tokens(b.usage?.input)),
    ...change('tokens out', tokens(a.usage?.output), tokens(b.usage?.output)),
  ]
}

function oneAnswer(a: Answer | undefined, b: Answer | undefined): Change[] {
  const [left, right] = [a?.parts ?? [], b?.parts ?? []]
  return [
    ...change('reasoning', textOf(left, 'reasoning'), textOf(right, 'reasoning')),
    ...change('text', textOf(left, 'text'), textOf(right, 'text')),
    ...change('refusal', textOf(left, 'refusal'), textOf(right, 'refusal')),
    ...listChanges('call', calls(left), calls(right)),
    ...listChanges('media', media(left), media(right)),
    ...dataChanges(data(left), data(right)),
    ...change('finish', a?.finish, b?.finish),
  ]
}

function change(place: string, left: string | undefined, right: string | undefined): Change[] {
  return left === right ? [] : [{ place, ...(left !== undefined && { left }), ...(right !== undefined && { right }) }]
}

function listChanges(place: string, left: readonly string[], right: readonly string[]): Change[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
    change(`${place} ${index}`, left[index], right[index]),
  ).flat()
}

function dataChanges(left: readonly JsonValue[], right: readonly JsonValue[]): Change[] {
  if (left.length === 0 && right.length === 0) return []
  const whole = (values: readonly JsonValue[]) => (values.length === 1 ? values[0]! : [...values])
  return jsonChanges('answer', withoutIds(whole(left)), withoutIds(whole(right)))
}

function jsonChanges(place: string, left: JsonValue, right: JsonValue): Change[] {
  return diffJson(left, right).flatMap((each) => change(`${place} ${each.pointer}`.trimEnd(), valueText(each.left), valueText(each.right)))
}

function textOf(parts: readonly Part[], kind: 'text' | 'reasoning' | 'refusal'): string | undefined {
  const texts = parts.flatMap((part) => (part.kind === kind ? [part.text] : []))
  return texts.length > 0 ? texts.join('\n') : undefined
}

/** Without their ids, which are new every time; arguments in one form, since a model may write them in any. */
function calls(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => (part.kind === 'call' ? [`${part.name} ${oneForm(part.arguments)}`.trimEnd()] : []))
}

function oneForm(written: string): string {
  // Numbers of which JavaScript would lose digits.
  if (/\d{16}/.test(written)) return written
  try {
    return JSON.stringify(sorted(JSON.parse(written) as JsonValue))
  } catch {
    return written
  }
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}

function media(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => (part.kind === 'media' ? [part.digest === undefined ? part.what : `${part.what} (${part.digest})`] : []))
}

function data(parts: readonly Part[]): JsonValue[] {
  return parts.flatMap((part) => (part.kind === 'data' ? [part.value] : []))
}

function valueText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : jsonText(value, 60)
}

function bodyText({ body }: HttpRequest): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('base64')
}

function tokens(count: number | undefined): string | undefined {
  return count === undefined ? undefined : String(count)
}

function endOf({ end, error }: { readonly end: string; readonly error?: string }): string {
  return error === undefined ? end : `${end}: ${error}`
}
