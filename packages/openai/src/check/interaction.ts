import type { Interaction, JsonValue } from '@respool/core'
import type { OperationKey } from '../api.ts'
import { readExchange, type Exchange } from '../exchange/read.ts'
import type { Reading } from '../exchange/reading.ts'
import { errorSchema, operationSchemas } from '../generated/operations.ts'
import { isExemptRequest, isExemptResponse } from './exempt.ts'
import { departuresOf, type Departure } from './departures.ts'
import { isKnown, spokenAt, type Dialect } from './dialect.ts'
import { dialects } from './dialects.ts'
import { definition, resolve } from './schema.ts'

/** Which of the bodies of an interaction. */
export type Part = 'request' | 'response' | 'chunk' | 'error'

/** A departure and where it was found. */
export interface PlacedDeparture extends Departure {
  readonly part: Part
  /** Of a stream: which chunk, from 0. */
  readonly chunk?: number
  /** Whether the dialect is known to depart here. */
  readonly known: boolean
}

/** What the check of one interaction has found. */
export interface InteractionCheck {
  /** Undefined where it is no interaction with OpenAI's API: then there is nothing to check. */
  readonly operation: OperationKey | undefined
  /** Whose way of speaking the API it is, by its host: `openai`, `azure`, … */
  readonly dialect: string
  readonly departures: readonly PlacedDeparture[]
}

/**
 * Where a recorded interaction departs from OpenAI's spec. Nothing is changed and nothing is refused: a recording is what a server said, and the spec is what
 * OpenAI says of it today.
 *
 * @example
 * ```ts
 * const { departures } = checkInteraction(interaction)
 * const wrong = departures.filter(({ kind, known }) => kind === 'type-mismatch' && !known)
 * ```
 */
export function checkInteraction(interaction: Interaction, options: CheckOptions = {}): InteractionCheck {
  const exchange = readExchange(interaction)
  return judged(
    exchange?.operation,
    exchange ? [...checkRequest(exchange, interaction), ...checkAnswer(exchange, interaction)] : [],
    interaction.request.url,
    options,
  )
}

/** Which ways of speaking the API are known. */
export interface CheckOptions {
  /** Instead of those that are known here; `[...dialects, mine]` adds one. */
  readonly dialects?: readonly Dialect[]
}

/** A body by itself, already parsed. */
export interface CheckedBody {
  readonly operation: OperationKey
  readonly part: Part
  readonly body: JsonValue
  /** Where it was sent or came from, for the dialect. */
  readonly url?: string
}

/**
 * The same of one parsed body, where there is no interaction: Python's recordings hold such.
 *
 * @example
 * ```ts
 * checkBody({ operation: 'POST /chat/completions', part: 'chunk', body: JSON.parse(data) })
 * ```
 */
export function checkBody({ operation, part, body, url = '' }: CheckedBody, options: CheckOptions = {}): InteractionCheck {
  const reading = { kind: 'json', value: body } as const
  const name = part === 'error' ? errorSchema : operationSchemas[operation][part]
  const found = name === undefined ? [] : part === 'chunk' ? checkChunk(reading, name) : checkReading(reading, name)
  return judged(operation, place(part, found), url, options)
}

function judged(operation: OperationKey | undefined, found: readonly Found[], url: string, options: CheckOptions): InteractionCheck {
  const spoken = spokenAt(url, options.dialects ?? dialects)
  const departures = found.map((each) => ({ ...each, known: isKnown(each, spoken) }))
  return { operation, dialect: spoken[0]?.name ?? 'openai', departures }
}

type Found = Omit<PlacedDeparture, 'known'>

function checkRequest(exchange: Exchange, { request }: Interaction): Found[] {
  const { request: name } = operationSchemas[exchange.operation]
  return name === undefined || isExemptRequest(exchange, request) ? [] : place('request', checkReading(exchange.request, name))
}

function checkAnswer({ operation, answer }: Exchange, { response }: Interaction): Found[] {
  const { response: name, chunk } = operationSchemas[operation]
  if (answer.kind === 'stream') return answer.chunks.flatMap((reading, index) => place('chunk', checkChunk(reading, chunk!), index))
  if (answer.kind === 'error') return place('error', checkReading(answer.body, errorSchema))
  return isExemptResponse(operation, answer.body, response) ? [] : place('response', checkReading(answer.body, name!))
}

function place(part: Part, departures: readonly Departure[], chunk?: number): Found[] {
  return departures.map((each) => ({ ...each, part, ...(chunk !== undefined && { chunk }) }))
}

function checkChunk(reading: Reading<unknown>, name: string): Departure[] {
  const schema = resolve(definition(name))
  const tag = schema.discriminator && `$.${schema.discriminator.propertyName}`
  return checkReading(reading, name).map((each) =>
    each.kind === 'new-enum-value' && each.path === tag ? { ...each, kind: 'unknown-event' } : each,
  )
}

function checkReading(reading: Reading<unknown>, name: string): Departure[] {
  if (reading.kind === 'json') return departuresOf(reading.value as JsonValue, definition(name))
  const detail = { empty: 'nothing, not JSON', bytes: 'bytes, not JSON', text: 'text, not JSON' }[reading.kind]
  return [{ kind: 'type-mismatch', path: '$', detail }]
}
