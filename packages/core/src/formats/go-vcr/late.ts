import type { RecordedRequest, RecordedResponse } from '../../model/interaction.ts'
import { checkBlock, hasEmptyList, listsOf, pairsOf, unquote } from './block.ts'
import { bodyText, passBody, spanLength, type BodySpan } from './body-span.ts'
import { bail, openCursor, type Cursor, type Marks } from './cursor.ts'
import { itemPattern, parts, type ItemPattern, type Parts } from './item-pattern.ts'
import { leadingNumber, readHeaders, toRequest, toResponse, type Fields, type ReadHeaders } from './read-messages.ts'
import { schema2, type Field } from './schema.ts'
import { readStreamKeys, streamKeys, type StreamInfo } from './stream-keys.ts'
import { bodyLength, type YamlMap, type YamlValue } from './tree.ts'

/**
 * An interaction of schema 2, found to be as go-vcr and respool write it, and not read yet.
 *
 * A class, as is all that knows much and is made for each interaction: where objects of one literal have been found to live long, the engine puts those to come
 * among the old from the start, and what they know stays with them until the next full collection.
 */
export class LateItem {
  readonly id: number
  request: LateMessage | undefined
  response: LateMessage | undefined
  /** What respool added to the response. */
  readonly stream: StreamInfo
  madeRequest: RecordedRequest | undefined
  madeResponse: RecordedResponse | undefined

  constructor(id: number, request: LateMessage, response: LateMessage, stream: StreamInfo) {
    this.id = id
    this.request = request
    this.response = response
    this.stream = stream
  }
}

/** The pattern's matches up to the body and behind it, and the body between them. */
export class LateMessage {
  readonly text: string
  readonly before: RegExpExecArray
  readonly body: BodySpan | undefined
  readonly behind: RegExpExecArray

  constructor(text: string, before: RegExpExecArray, body: BodySpan | undefined, behind: RegExpExecArray) {
    this.text = text
    this.before = before
    this.body = body
    this.behind = behind
  }
}

/** The pattern that fits an interaction, if any does. */
export function patternOf(text: string): ItemPattern | undefined {
  const [, dash, column] = /^( *)- [^\n]*\n *request:\n( *)/.exec(text) ?? []
  if (dash === undefined || column!.length > 12) return undefined
  return itemPattern(dash.length, column!.length)
}

/**
 * Checks an interaction without making anything of it. Gives up on all that would be a warning or an error, and on whatever is seldom: the general reader
 * sees to it.
 */
export function checkItem(text: string, ascii: boolean, pattern: ItemPattern, marks: Marks): LateItem {
  const cursor = openCursor(text, ascii, 'go-yaml', marks)
  if (cursor.oddBreaks) bail()
  const id = Number(pass(pattern.head, cursor)[1])
  const request = checkMessage(cursor, pattern.request, parts.request, pattern.column)
  const response = checkMessage(cursor, pattern.response, parts.response, pattern.column)
  if (cursor.at < text.length) bail()
  const { body, behind } = response
  const [, , status, code] = behind
  if (status !== undefined && !status.startsWith(`${code} `) && (leadingNumber(unquote(status)) ?? Number(code)) !== Number(code)) bail()
  const own = ownKeys(behind)
  if (own === undefined) return new LateItem(id, request, response, noStream)
  const length = body === undefined ? 0 : (spanLength(body, ascii) ?? bodyLength(bodyText(text, body)))
  const warnings: string[] = []
  const stream = readStreamKeys(own, length, { name: '', warnings }, {})
  return warnings.length > 0 ? bail() : new LateItem(id, request, response, stream)
}

function checkMessage(cursor: Cursor, pattern: readonly [RegExp, RegExp], fields: Parts, column: number): LateMessage {
  const before = pass(pattern[0], cursor)
  checkBlocks(fields[0], before, column)
  const body = before.at(-1) === undefined ? undefined : passBody(cursor, column)
  const behind = pass(pattern[1], cursor)
  checkBlocks(fields[1], behind, column)
  return new LateMessage(cursor.text, before, body, behind)
}

export function readLateRequest(message: LateMessage): RecordedRequest {
  // The form comes before the headers.
  return toRequest(readFields(message, parts.request), headersOf(message.behind[2]), schema2)
}

export function readLateResponse(message: LateMessage, stream: StreamInfo): RecordedResponse {
  return toResponse(readFields(message, parts.response), headersOf(message.behind[1]), schema2, () => stream)
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray {
  pattern.lastIndex = at
  return pattern.exec(text) ?? bail()
}

function pass(pattern: RegExp, cursor: Cursor): RegExpExecArray {
  const found = matchAt(pattern, cursor.text, cursor.at)
  cursor.at = pattern.lastIndex
  return found
}

function checkBlocks(fields: readonly Field[], found: RegExpExecArray, column: number): void {
  for (let index = 0; index < fields.length; index++) {
    const { kind } = fields[index]!
    const block = kind === 'headers' || kind === 'texts' ? found[1 + index] : undefined
    if (block !== undefined) checkBlock(block, column + (kind === 'headers' ? 1 : 0))
  }
}

function readFields({ text, before, body, behind }: LateMessage, fields: Parts): Fields {
  const values: Fields = { body: body === undefined ? '' : bodyText(text, body) }
  addFields(values, fields[0], before)
  addFields(values, fields[1], behind)
  return values
}

function addFields(values: Fields, fields: readonly Field[], found: RegExpExecArray): void {
  for (let index = 0; index < fields.length; index++) {
    const { key, kind } = fields[index]!
    if (key !== 'headers') values[key] = toValue(kind, found[1 + index])
  }
}

function headersOf(block: string | undefined): ReadHeaders {
  if (block === undefined) return noReadHeaders
  return hasEmptyList(block) ? readHeaders(listsOf(block)) : { headers: pairsOf(block) }
}

const noReadHeaders: ReadHeaders = { headers: [] }
const noTexts: readonly YamlValue[] = []
const noHeaders: YamlMap = new Map()

function toValue(kind: Field['kind'], text: string | undefined): YamlValue {
  if (kind === 'text' || kind === 'duration') return text === undefined ? '' : unquote(text)
  if (kind === 'integer') return text === undefined ? 0 : Number(text)
  if (kind === 'boolean') return text === 'true'
  if (kind === 'texts') return text === undefined ? noTexts : pairsOf(text).map(([, value]) => value)
  return text === undefined ? noHeaders : listsOf(text)
}

const noStream: StreamInfo = { end: 'complete' }

// Behind the fields of the response.
const ownFrom = 1 + parts.response[1].length

/** What respool adds to a response, if anything. */
function ownKeys(behind: RegExpExecArray): YamlMap | undefined {
  let keys: Map<string, YamlValue> | undefined
  for (let index = 0; index < streamKeys.length; index++) {
    const value = behind[ownFrom + index]
    if (value !== undefined) (keys ??= new Map()).set(streamKeys[index]!, unquote(value))
  }
  return keys
}
