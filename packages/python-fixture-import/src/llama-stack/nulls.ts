import type { JsonObject, JsonValue } from '@respool/core'
import { isObject } from './json.ts'

/**
 * What becomes of nulls. The SDK's classes have a null for every field that the server did not send.
 *
 * - `restore`: they go where the server sends none, by what is known of the API
 * - `keep`: all stay
 * - `strip`: all go
 */
export type Nulls = 'restore' | 'keep' | 'strip'

/** An object on the wire: its fields in the server's order; what else it has follows, and was sent as it stands. */
export interface Shape {
  readonly fields: readonly string[]
  /** Fields in which null says that the server sent none. */
  readonly absent: readonly string[]
  readonly inner?: { readonly [field: string]: Shape }
}

// By OpenAI's specification: null in an optional field that is not nullable. What is both, real traffic has decided: 6,410 chunks of OpenAI, 913 of Azure.
const usage: Shape = {
  fields: ['prompt_tokens', 'completion_tokens', 'total_tokens', 'prompt_tokens_details', 'completion_tokens_details'],
  absent: ['prompt_tokens_details', 'completion_tokens_details'],
  inner: {
    prompt_tokens_details: {
      fields: ['cached_tokens', 'audio_tokens'],
      absent: ['cached_tokens', 'audio_tokens', 'cache_write_tokens', 'image_tokens', 'text_tokens'],
    },
    completion_tokens_details: {
      fields: ['reasoning_tokens', 'audio_tokens', 'accepted_prediction_tokens', 'rejected_prediction_tokens'],
      absent: ['reasoning_tokens', 'audio_tokens', 'accepted_prediction_tokens', 'rejected_prediction_tokens', 'text_tokens'],
    },
  },
}

const called: Shape = { fields: ['name', 'arguments'], absent: ['name', 'arguments'] }

const toolCall: Shape = {
  fields: ['index', 'id', 'type', 'function'],
  absent: ['id', 'type', 'function'],
  inner: { function: called },
}

const delta: Shape = {
  fields: ['role', 'content', 'function_call', 'tool_calls', 'refusal', 'audio'],
  absent: ['role', 'function_call', 'tool_calls', 'audio'],
  inner: { tool_calls: toolCall, function_call: called },
}

const message: Shape = {
  fields: ['role', 'content', 'function_call', 'tool_calls', 'refusal', 'annotations', 'audio'],
  absent: ['function_call', 'tool_calls', 'annotations', 'audio'],
  inner: { tool_calls: toolCall },
}

const choice = (content: 'delta' | 'message', inner: Shape): Shape => ({
  fields: ['index', content, 'logprobs', 'finish_reason'],
  absent: [],
  inner: { [content]: inner },
})

const head = ['id', 'object', 'created', 'model', 'service_tier', 'system_fingerprint', 'choices', 'usage'] as const

export const chunkShape: Shape = {
  fields: head,
  absent: ['service_tier', 'moderation', 'obfuscation'],
  inner: { choices: choice('delta', delta), usage },
}

export const completionShape: Shape = {
  fields: ['id', 'object', 'created', 'model', 'choices', 'usage', 'service_tier', 'system_fingerprint'],
  absent: ['service_tier', 'usage', 'moderation', 'metadata'],
  inner: { choices: choice('message', message), usage },
}

export const textShape: Shape = {
  fields: ['id', 'object', 'created', 'model', 'choices', 'usage', 'system_fingerprint'],
  absent: ['system_fingerprint', 'usage'],
  inner: {
    choices: {
      fields: ['text', 'index', 'logprobs', 'finish_reason'],
      absent: [],
      inner: { logprobs: { fields: [], absent: ['text_offset', 'token_logprobs', 'tokens', 'top_logprobs'] } },
    },
    usage,
  },
}

export const modelShape: Shape = { fields: ['id', 'object', 'created', 'owned_by'], absent: ['shutdown_date'] }

/** Servers that were seen to send no null at all in these objects. */
const sendNoNulls = /(?:^|\.)(?:x\.ai|z\.ai|bigmodel\.cn)$/

/** What is to be known of a recording to decide on its nulls. */
export interface NullContext {
  readonly nulls: Nulls
  readonly host: string
  /** Whether the request asked for the usage of a stream: then every chunk but the last has a null there. */
  readonly includeUsage: boolean
}

/** An object of an SDK's class, as the server sent it: fields in its order, and nulls by the rule. */
export function toWire(data: JsonValue, shape: Shape, context: NullContext): JsonValue {
  const nulls = context.nulls === 'restore' && sendNoNulls.test(context.host) ? 'strip' : context.nulls
  if (nulls === 'strip') return order(stripNulls(data), shape)
  const ordered = order(data, shape)
  if (nulls === 'keep' || !isObject(ordered)) return ordered
  const restored = restore(ordered, shape) as JsonObject
  if (shape === chunkShape && restored['usage'] === null && !context.includeUsage) delete restored['usage']
  return restored
}

function order(value: JsonValue, shape: Shape): JsonValue {
  return each(value, (object) => {
    const ordered: JsonObject = {}
    for (const field of shape.fields) if (Object.hasOwn(object, field)) ordered[field] = object[field]!
    for (const [field, item] of Object.entries(object)) if (!shape.fields.includes(field)) define(ordered, field, item)
    for (const [field, inner] of Object.entries(shape.inner ?? {})) {
      if (Object.hasOwn(ordered, field)) ordered[field] = order(ordered[field]!, inner)
    }
    return ordered
  })
}

/** Changes the copy that `order` has made. */
function restore(value: JsonValue, shape: Shape): JsonValue {
  return each(value, (object) => {
    for (const field of shape.absent) if (object[field] === null) delete object[field]
    if (shape === delta && !('role' in object)) for (const field of ['content', 'refusal']) if (object[field] === null) delete object[field]
    for (const [field, inner] of Object.entries(shape.inner ?? {}))
      if (object[field] !== undefined) object[field] = restore(object[field], inner)
    return object
  })
}

function each(value: JsonValue, change: (object: JsonObject) => JsonObject): JsonValue {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? change(item) : item))
  return isObject(value) ? change(value) : value
}

/** Without any null, at any depth. */
export function stripNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(stripNulls)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, stripNulls(item)]),
  )
}

/** A key named __proto__ is a key like any other. */
function define(object: JsonObject, key: string, value: JsonValue): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}
