import type { RecordedRequest, RecordedResponse } from '../../model/interaction.ts'
import { checkBlock, hasEmptyList, listsOf, pairsOf, unquote } from './block.ts'
import { bodyText, passBody, spanLength, type BodySpan } from './body-span.ts'
import { bail, openCursor, type Cursor, type Marks } from './cursor.ts'
import { itemPattern, parts, type ItemPattern } from './item-pattern.ts'
import { leadingNumber, readHeaders, toRequest, toResponse, type Fields, type ReadHeaders } from './read-messages.ts'
import { schema2, type Field } from './schema.ts'
import { readStreamKeys, streamKeys, type StreamInfo } from './stream-keys.ts'
import { bodyLength, type YamlMap, type YamlValue } from './tree.ts'

/** An interaction of schema 2, found to be as go-vcr and respool write it, and not read yet. */
export interface LateItem {
  readonly id: number
  readonly text: string
  readonly pattern: ItemPattern
  readonly requestBody: BodySpan | undefined
  /** Where the second part of the pattern matches, behind the body of the request. */
  readonly middleAt: number
  readonly responseBody: BodySpan | undefined
  /** Where the third part matches, behind the body of the response. */
  readonly tailAt: number
  /** What was found in checking: all the same to find it again, where there is much of it. */
  readonly found: Found | undefined
}

interface Found {
  readonly head: RegExpExecArray
  readonly middle: RegExpExecArray
  readonly tail: RegExpExecArray
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
 *
 * @param keep Whether there is memory for what is found
 */
export function checkItem(text: string, ascii: boolean, pattern: ItemPattern, marks: Marks, keep: boolean): LateItem {
  const { column } = pattern
  const cursor = openCursor(text, ascii, 'go-yaml', marks)
  if (cursor.oddBreaks) bail()
  const head = pass(pattern.head, cursor)
  const id = Number(head[1])
  if (head[1]!.length > 1 && head[1]!.startsWith('0')) bail()
  checkBlocks(parts.request[0], head, 2, column)
  const requestBody = head.at(-1) ? passBody(cursor, column) : undefined
  const middleAt = cursor.at
  const middle = pass(pattern.middle, cursor)
  checkBlocks(parts.request[1], middle, 1, column)
  checkBlocks(parts.response[0], middle, responseFrom, column)
  const responseBody = middle.at(-1) ? passBody(cursor, column) : undefined
  const tailAt = cursor.at
  const tail = pass(pattern.tail, cursor)
  checkBlocks(parts.response[1], tail, 1, column)
  const [, , status, code] = tail
  if (status !== undefined && (leadingNumber(unquote(status)) ?? Number(code)) !== Number(code)) bail()
  if (cursor.at < text.length) bail()
  const warnings: string[] = []
  streamOf(
    tail,
    () => (responseBody === undefined ? 0 : (spanLength(responseBody, ascii) ?? bodyLength(bodyText(text, responseBody)))),
    warnings,
  )
  if (warnings.length > 0) bail()
  return { id, text, pattern, requestBody, middleAt, responseBody, tailAt, found: keep ? { head, middle, tail } : undefined }
}

// The groups of the response, behind those of the request.
const responseFrom = 1 + parts.request[1].length
const ownFrom = 1 + parts.response[1].length

export function readLateRequest({ text, pattern, requestBody, middleAt, found }: LateItem): RecordedRequest {
  const head = found?.head ?? matchAt(pattern.head, text, 0)
  const middle = found?.middle ?? matchAt(pattern.middle, text, middleAt)
  const fields: Fields = { body: requestBody === undefined ? '' : bodyText(text, requestBody) }
  addFields(fields, parts.request[0], head, 2)
  addFields(fields, parts.request[1], middle, 1)
  return toRequest(fields, headersOf(middle[2]), schema2)
}

export function readLateResponse({ text, pattern, middleAt, responseBody, tailAt, found }: LateItem): RecordedResponse {
  const middle = found?.middle ?? matchAt(pattern.middle, text, middleAt)
  const tail = found?.tail ?? matchAt(pattern.tail, text, tailAt)
  const fields: Fields = { body: responseBody === undefined ? '' : bodyText(text, responseBody) }
  addFields(fields, parts.response[0], middle, responseFrom)
  addFields(fields, parts.response[1], tail, 1)
  return toResponse(fields, headersOf(tail[1]), schema2, (length) => streamOf(tail, () => length, []))
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

function checkBlocks(fields: readonly Field[], found: RegExpExecArray, from: number, column: number): void {
  for (let index = 0; index < fields.length; index++) {
    const { kind } = fields[index]!
    const block = kind === 'headers' || kind === 'texts' ? found[from + index] : undefined
    if (block !== undefined) checkBlock(block, column + (kind === 'headers' ? 1 : 0))
  }
}

function addFields(values: Fields, fields: readonly Field[], found: RegExpExecArray, from: number): void {
  for (let index = 0; index < fields.length; index++) {
    const { key, kind } = fields[index]!
    if (key !== 'headers') values[key] = toValue(kind, found[from + index])
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
  if (kind === 'integer') return text === undefined ? 0 : Number(text)
  if (kind === 'boolean') return text === 'true'
  if (kind === 'texts') return text === undefined ? noTexts : pairsOf(text).map(([, value]) => value)
  if (kind === 'headers') return text === undefined ? noHeaders : listsOf(text)
  return text === undefined ? '' : unquote(text)
}

const noStream: StreamInfo = { end: 'complete' }

/** What respool adds to a response. */
function streamOf(tail: RegExpExecArray, bodyLength: () => number, warnings: string[]): StreamInfo {
  let keys: Map<string, YamlValue> | undefined
  for (let index = 0; index < streamKeys.length; index++) {
    const value = tail[ownFrom + index]
    if (value !== undefined) (keys ??= new Map()).set(streamKeys[index]!, unquote(value))
  }
  return keys === undefined ? noStream : readStreamKeys(keys, bodyLength(), { name: '', warnings }, {})
}
