import { createHash } from 'node:crypto'
import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import { size } from '../terminal/units.ts'
import type { Part, Turn } from './conversation.ts'

/**
 * The parts of some content, in the words of any of the APIs: a text, a part, or a list of parts. They are told apart by their form, since gateways and
 * later versions mix them; what is of none becomes `data`.
 */
export function partsOf(content: JsonValue | undefined): Part[] {
  if (content === undefined || content === null || content === '') return []
  if (typeof content === 'string') return [{ kind: 'text', text: content }]
  if (Array.isArray(content)) return content.flatMap(partsOf)
  if (!isObject(content)) return [{ kind: 'data', value: content }]
  for (const read of readers) {
    const parts = read(content)
    if (parts) return parts
  }
  return [{ kind: 'data', value: content }]
}

/** A message with a role: content, and whatever else the APIs hang beside it. */
export function turnOf(message: JsonObject): Turn {
  const role = textIn(message, 'role') ?? (message['type'] === undefined ? 'user' : roleOf(message))
  const content = message['content'] ?? message['parts'] ?? (message['role'] === undefined ? message : undefined)
  const parts = [
    ...textPart('reasoning', message['reasoning_content'] ?? message['reasoning'] ?? message['thinking']),
    ...partsOf(content),
    ...partsOf(message['images']).map((): Part => ({ kind: 'media', what: 'image' })),
    ...textPart('refusal', message['refusal']),
    ...spoken(objectIn(message, 'audio')),
    ...listIn(message, 'tool_calls').flatMap(callOf),
    ...(isObject(message['function_call']) ? callOf(message['function_call']) : []),
  ]
  if (role !== 'tool' && role !== 'function') return { role, parts }
  const of = textIn(message, 'tool_call_id') ?? textIn(message, 'name') ?? textIn(message, 'tool_name')
  return { role, parts: parts.some(({ kind }) => kind === 'result') ? parts : [{ kind: 'result', ...(of !== undefined && { of }), parts }] }
}

/** What a model said aloud, and in words. */
function spoken(audio: JsonObject | undefined): Part[] {
  const data = textIn(audio, 'data')
  return [...textPart('text', audio?.['transcript']), ...(data === undefined ? [] : [described(data, 'audio')])]
}

/** Turns in a row of one side are one. */
export function mergeTurns(turns: readonly Turn[]): Turn[] {
  const merged: Turn[] = []
  for (const turn of turns) {
    const last = merged.at(-1)
    if (last?.role === turn.role && turn.role !== 'system')
      merged[merged.length - 1] = { role: turn.role, parts: [...last.parts, ...turn.parts] }
    else if (turn.parts.length > 0) merged.push(turn)
  }
  return merged
}

/** The same, where a stream has brought it in pieces: of a text, or of a call, whose later pieces have no name. */
export function joinTexts(parts: readonly Part[]): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if ('text' in part && last?.kind === part.kind) joined[joined.length - 1] = { kind: part.kind, text: last.text + part.text }
    else if (part.kind === 'call' && part.name === '' && last?.kind === 'call')
      joined[joined.length - 1] = { ...last, arguments: last.arguments + part.arguments }
    else joined.push(part)
  }
  return joined
}

/** A call of a tool, of OpenAI and those who follow it; Ollama has no `type`, and arguments that are data. */
export function callOf(call: JsonObject): Part[] {
  const called = [call['function'], call['custom'], call].find(isObject)!
  const name = textIn(called, 'name')
  if (name === undefined) return [{ kind: 'data', value: call }]
  return [callPart(name, called['arguments'] ?? called['input'], textIn(call, 'id'))]
}

export function callPart(name: string, args: JsonValue | undefined, id?: string): Part {
  const text = typeof args === 'string' ? args : args === undefined ? '' : JSON.stringify(args)
  return { kind: 'call', name, arguments: text, ...(id !== undefined && { id }) }
}

export function textPart(kind: 'text' | 'reasoning' | 'refusal', text: JsonValue | undefined): Part[] {
  return typeof text === 'string' && text !== '' ? [{ kind, text }] : []
}

export function textIn(object: JsonObject | undefined, key: string): string | undefined {
  const value = object?.[key]
  return typeof value === 'string' ? value : undefined
}

export function objectIn(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = object?.[key]
  return isObject(value) ? value : undefined
}

export function listIn(object: JsonObject | undefined, key: string): JsonObject[] {
  const value = object?.[key]
  return Array.isArray(value) ? value.filter(isObject) : []
}

function roleOf(item: JsonObject): string {
  return /_output$|_result$/.test(textIn(item, 'type') ?? '') ? 'tool' : 'assistant'
}

// Each gives the parts of content in its own words, or undefined for that of others. In this order, since some forms have another's keys beside their own.
const readers: readonly ((content: JsonObject) => Part[] | undefined)[] = [toolCall, toolResult, thought, refusal, media, itemOf, textOf]

function toolCall(content: JsonObject): Part[] | undefined {
  const type = textIn(content, 'type') ?? ''
  const inside = objectIn(content, 'functionCall') ?? objectIn(content, 'toolUse')
  if (inside) return [callPart(textIn(inside, 'name') ?? '', inside['args'] ?? inside['input'], textIn(inside, 'toolUseId'))]
  const name = textIn(content, 'name')
  if (name === undefined || !/(?:tool_use|_call)$/.test(type)) return undefined
  return [callPart(name, content['arguments'] ?? content['input'], textIn(content, 'call_id') ?? textIn(content, 'id'))]
}

function toolResult(content: JsonObject): Part[] | undefined {
  const type = textIn(content, 'type') ?? ''
  const inside = objectIn(content, 'functionResponse') ?? objectIn(content, 'toolResult')
  if (inside) return [result(textIn(inside, 'name') ?? textIn(inside, 'toolUseId'), inside['response'] ?? inside['content'])]
  if (!/(?:tool_result|_call_output)$/.test(type)) return undefined
  return [result(textIn(content, 'tool_use_id') ?? textIn(content, 'call_id'), content['content'] ?? content['output'])]
}

function result(of: string | undefined, content: JsonValue | undefined): Part {
  return { kind: 'result', ...(of !== undefined && { of }), parts: partsOf(content) }
}

function thought(content: JsonObject): Part[] | undefined {
  if (content['type'] === 'thinking') return textPart('reasoning', content['thinking'])
  if (content['thought'] === true) return textPart('reasoning', content['text'])
  if (objectIn(content, 'reasoningContent'))
    return textPart('reasoning', objectIn(objectIn(content, 'reasoningContent'), 'reasoningText')?.['text'])
  if (content['type'] === 'redacted_thinking') return [{ kind: 'reasoning', text: '(encrypted)' }]
  if (content['type'] !== 'reasoning') return undefined
  const said = [...listIn(content, 'summary'), ...listIn(content, 'content')].flatMap((each) => textPart('reasoning', each['text']))
  return said.length === 0 && textIn(content, 'encrypted_content') !== undefined ? [{ kind: 'reasoning', text: '(encrypted)' }] : said
}

function refusal(content: JsonObject): Part[] | undefined {
  return content['type'] === 'refusal' ? textPart('refusal', content['refusal']) : undefined
}

function media(content: JsonObject): Part[] | undefined {
  const type = textIn(content, 'type') ?? ''
  const key = [
    'inlineData',
    'inline_data',
    'fileData',
    'file_data',
    'image_url',
    'input_audio',
    'source',
    'file',
    'image',
    'document',
  ].find((name) => typeof content[name] === 'object' || (name === 'image_url' && typeof content[name] === 'string'))
  if (key === undefined && !/image|audio|video|document|file/.test(type)) return undefined
  const held = key === undefined ? content : content[key]
  if (typeof held === 'string') return [described(held, 'image')]
  const inside = isObject(held) ? held : content
  const name = ['media_type', 'mimeType', 'mime_type', 'format', 'filename'].map((each) => textIn(inside, each)).find(Boolean)
  const body = ['url', 'data', 'file_data', 'fileUri', 'file_id', 'result'].map((each) => textIn(inside, each)).find(Boolean)
  const what = name ?? (type === '' ? (key ?? 'media') : type)
  return [body === undefined ? { kind: 'media', what } : described(body, what)]
}

/** A URL as it stands, data by its length. */
function described(body: string, what: string): Part {
  const [, type, data] = /^data:([^;,]*)[^,]*,(.*)$/s.exec(body) ?? []
  if (type !== undefined && data !== undefined) return mediaPart(`${type}, ${size(Math.floor((data.length * 3) / 4))}`, data)
  if (/^\w+:\/\//.test(body) || body.length < 80) return { kind: 'media', what: `${what} ${body}` }
  return mediaPart(`${what}, ${size(Math.floor((body.length * 3) / 4))}`, body)
}

export function mediaPart(what: string, content: string | Uint8Array): Part {
  return { kind: 'media', what, digest: createHash('sha256').update(content).digest('hex').slice(0, 8) }
}

/** An item of the Responses API that has parts of its own. */
function itemOf(content: JsonObject): Part[] | undefined {
  return content['type'] === 'message' ? partsOf(content['content']) : undefined
}

function textOf(content: JsonObject): Part[] | undefined {
  return typeof content['text'] === 'string' ? textPart('text', content['text']) : undefined
}
