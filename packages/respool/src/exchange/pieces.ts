import { isObject, type JsonObject } from '@respool/core'
import type { Part } from './conversation.ts'
import { listIn, objectIn, partsOf, textIn } from './parts.ts'

/** What one event of a stream adds: a piece of text, of a thought; the name of a tool that is called, a piece of its input; or a note of what it is, where it adds nothing. */
export interface Piece {
  readonly kind: 'text' | 'reasoning' | 'call' | 'input' | 'note'
  readonly text: string
}

/** Of any API's event, by its form. */
export function piecesOf(event: JsonObject): Piece[] {
  const pieces = readers.flatMap((read) => read(event))
  return pieces.length > 0 ? pieces : [{ kind: 'note', text: nameOf(event) }]
}

const readers: readonly ((event: JsonObject) => Piece[])[] = [ofChoices, ofDelta, ofCandidates, ofOllama]

function piece(kind: Piece['kind'], text: string | undefined): Piece[] {
  return text === undefined || text === '' ? [] : [{ kind, text }]
}

function ofChoices(event: JsonObject): Piece[] {
  return listIn(event, 'choices').flatMap((choice) => {
    const delta = objectIn(choice, 'delta')
    const calls = listIn(delta, 'tool_calls').map((call) => objectIn(call, 'function'))
    return [
      ...piece('reasoning', textIn(delta, 'reasoning_content') ?? textIn(delta, 'reasoning')),
      ...piece('text', textIn(delta, 'content') ?? textIn(choice, 'text')),
      ...calls.flatMap((call) => [...piece('call', textIn(call, 'name')), ...piece('input', textIn(call, 'arguments'))]),
      ...piece('note', textIn(choice, 'finish_reason')),
    ]
  })
}

/** Of OpenAI's responses, whose deltas are texts, of Anthropic's messages, whose are objects, and of Bedrock's, which stand in another. */
function ofDelta(event: JsonObject): Piece[] {
  const type = textIn(event, 'type') ?? ''
  const text = textIn(event, 'delta')
  if (text !== undefined) return piece(/reasoning/.test(type) ? 'reasoning' : /arguments|input|code/.test(type) ? 'input' : 'text', text)
  const begun = objectIn(event, 'content_block') ?? (type === 'response.output_item.added' ? objectIn(event, 'item') : undefined)
  if (begun && /tool_use|_call$/.test(textIn(begun, 'type') ?? '')) return piece('call', textIn(begun, 'name'))
  const delta = objectIn(event, 'delta') ?? objectIn(objectIn(event, 'contentBlockDelta'), 'delta')
  return [
    ...piece('reasoning', textIn(delta, 'thinking')),
    ...piece('text', textIn(delta, 'text')),
    ...piece('input', textIn(delta, 'partial_json') ?? textIn(objectIn(delta, 'toolUse'), 'input')),
    ...piece('note', textIn(delta, 'stop_reason')),
  ]
}

function ofCandidates(event: JsonObject): Piece[] {
  return listIn(event, 'candidates').flatMap((candidate) => [
    ...partsOf(objectIn(candidate, 'content')?.['parts']).flatMap(ofPart),
    ...piece('note', textIn(candidate, 'finishReason')),
  ])
}

function ofPart(part: Part): Piece[] {
  if (part.kind === 'text' || part.kind === 'reasoning') return piece(part.kind, part.text)
  return part.kind === 'call' ? [...piece('call', part.name), ...piece('input', part.arguments)] : []
}

function ofOllama(event: JsonObject): Piece[] {
  const message = objectIn(event, 'message')
  if (!('done' in event)) return []
  return [
    ...piece('reasoning', textIn(message, 'thinking')),
    ...piece('text', textIn(message, 'content') ?? textIn(event, 'response')),
    ...piece('note', textIn(event, 'done_reason')),
  ]
}

/** What an event calls itself; else what is in it. */
function nameOf(event: JsonObject): string {
  const own = textIn(event, 'type') ?? textIn(event, 'event_type')
  if (own !== undefined) return own
  if (isObject(event['usage']) || isObject(event['usageMetadata'])) return 'usage'
  const [choice] = listIn(event, 'choices')
  const role = textIn(objectIn(choice, 'delta'), 'role')
  return role === undefined ? Object.keys(event).join(', ') : `role ${role}`
}
