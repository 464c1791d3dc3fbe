import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import type { ChunkOf, ResponseOf } from '../api.ts'
import { append } from './append.ts'

const last = new Set(['response.completed', 'response.failed', 'response.incomplete'])

// The text that an event adds to, below its item: a list and the event's index into it, and the name of the text.
const deltas: { readonly [type: string]: readonly [list: string | undefined, text: string] } = {
  'response.output_text.delta': ['content', 'text'],
  'response.refusal.delta': ['content', 'refusal'],
  'response.reasoning_text.delta': ['content', 'text'],
  'response.reasoning_summary_text.delta': ['summary', 'text'],
  'response.function_call_arguments.delta': [undefined, 'arguments'],
  'response.mcp_call_arguments.delta': [undefined, 'arguments'],
  'response.custom_tool_call_input.delta': [undefined, 'input'],
  'response.code_interpreter_call_code.delta': [undefined, 'code'],
}

const parts: { readonly [type: string]: string } = {
  'response.content_part.added': 'content',
  'response.content_part.done': 'content',
  'response.reasoning_summary_part.added': 'summary',
  'response.reasoning_summary_part.done': 'summary',
}

export function accumulateResponse(events: readonly ChunkOf<'POST /responses'>[]): ResponseOf<'POST /responses'> | undefined {
  let response: JsonObject | undefined
  let ended = false
  const items: JsonObject[] = []
  for (const event of events as unknown as readonly JsonObject[]) {
    const type = event['type'] as string
    if (isObject(event['response'])) {
      response = event['response']
      ended = last.has(type)
    } else if (isObject(event['item']) && typeof event['output_index'] === 'number')
      items[event['output_index']] = structuredClone(event['item'])
    else addToItem(items[Number(event['output_index'])], type, event)
  }
  if (!response) return undefined
  // The last event says the whole; its output is left out where a client is expected to have kept it.
  const output = ended && Array.isArray(response['output']) ? response['output'] : Object.values(items)
  return { ...structuredClone(response), output } as unknown as ResponseOf<'POST /responses'>
}

function addToItem(item: JsonObject | undefined, type: string, event: JsonObject): void {
  if (!item) return
  const index = Number(event['content_index'] ?? event['summary_index'])
  const list = parts[type]
  if (list !== undefined && event['part'] !== undefined) listOf(item, list)[index] = structuredClone(event['part'])
  const [place, text] = deltas[type] ?? []
  if (text === undefined) addAnnotation(item, index, type, event)
  else {
    const target = place === undefined ? item : listOf(item, place)[index]
    if (isObject(target)) append(target, text, event['delta'])
  }
}

function addAnnotation(item: JsonObject, index: number, type: string, event: JsonObject): void {
  const part = type === 'response.output_text.annotation.added' ? listOf(item, 'content')[index] : undefined
  if (isObject(part) && event['annotation'] !== undefined) listOf(part, 'annotations').push(structuredClone(event['annotation']))
}

function listOf(object: JsonObject, name: string): JsonValue[] {
  if (!Array.isArray(object[name])) object[name] = []
  return object[name]
}
