import { concatBytes } from '../model/body.ts'
import type { HeaderList } from '../model/headers.ts'
import type { RecordedResponse } from '../model/interaction.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts'
import { splitEvents, splitLines } from '../sse/split.ts'
import { findInBody } from './body.ts'
import { byteText } from './chunks.ts'
import type { Find } from './find.ts'
import type { Refusal } from './options.ts'
import type { RedactRules } from './rules.ts'

/** What one field of a stream's events comes to when its pieces are put together, as the client does. */
interface Growth {
  readonly pointer: string
  readonly pieces: string[]
}

/**
 * A secret that comes in pieces, each in an event of its own, as a model writes it: no search of the bytes finds it, and none of the pieces could be replaced
 * without changing what the stream says. Undefined where there is none.
 *
 * Not by a list of APIs: whatever text field occurs in several events, of the same choice, part or item, is put together. So it holds for OpenAI's
 * chat and responses, for Anthropic, Gemini, Ollama, and for what comes next.
 *
 * @param original the response as it came
 * @param redacted the same, its whole secrets replaced
 */
export function findSplitSecret(original: RecordedResponse, redacted: RecordedResponse, rules: RedactRules): Refusal | undefined {
  const searched = growthsOf(original).map((growth) => searchedFor(growth, rules))
  for (const growth of searched) {
    const find = findAcross(growth)
    if (find !== undefined) return refusalOf(growth, find)
  }
  // What is whole in its event has been replaced. What is found now shows only beside the others: the value of a name in the event before.
  const rest = original === redacted ? searched : growthsOf(redacted).map((growth) => searchedFor(growth, rules))
  const found = rest.find(({ finds }) => finds.length > 0)
  return found && refusalOf(found, found.finds[0]!)
}

interface Searched extends Growth {
  readonly finds: readonly Find[]
}

function searchedFor(growth: Growth, rules: RedactRules): Searched {
  return { ...growth, finds: findInBody(growth.pieces.join(''), noHeaders, rules) }
}

function refusalOf({ pointer }: Growth, { kind }: Find): Refusal {
  return { kind, place: `response body ${pointer}`.trimEnd() }
}

const noHeaders: HeaderList = []

/** A secret that lies across a border between pieces. */
function findAcross({ pieces, finds }: Searched): Find | undefined {
  // Where the piece ends that is in hand. Pieces and finds are in the order of the text, so that neither is gone through twice.
  let next = 0
  let border = 0
  return finds.find(({ start, end }) => {
    while (border <= start && next < pieces.length) border += pieces[next++]!.length
    return border > start && border < end
  })
}

// Only what comes in several pieces, for the rest was searched already.
function growthsOf(response: RecordedResponse): Growth[] {
  const growths: Growth[] = []
  const root = fieldAt('')
  for (const event of eventsOf(response)) grow(growths, root, event)
  return growths.filter(({ pieces }) => pieces.length > 1)
}

// What tells one text from another in the same field: of an event, and of an item in a list.
const marks = ['type', 'item_id', 'output_index', 'content_index', 'summary_index', 'index']
// Names of things rather than text. Put together they would only look like something.
const noText =
  /^(?:id|.*_id|object|model|modelVersion|responseId|type|role|status|created_at|obfuscation|system_fingerprint|finish_reason)$/

// Deeper than any event, shallow enough for the stack.
const deepest = 200

/** What the events have in one place, and below it. A tree, since putting a key together for each string of each event takes longer than reading them. */
interface Field extends Growth {
  readonly byMarks: Map<string, Field>
  /** By index or name; undefined for what is no text. */
  readonly below: Map<string | number, Field | undefined>
}

function fieldAt(pointer: string): Field {
  return { pointer, pieces: [], byMarks: new Map(), below: new Map() }
}

function grow(growths: Growth[], field: Field, value: JsonValue, depth = 0): void {
  if (depth > deepest) return
  if (typeof value === 'string') {
    if (field.pieces.push(value) === 1) growths.push(field)
  } else if (Array.isArray(value)) {
    value.forEach((item, position) => {
      const index = isObject(item) && typeof item['index'] === 'number' ? item['index'] : position
      growBelow(growths, field, index, item, depth)
    })
  } else if (isObject(value)) {
    const marked = markedBy(field, value)
    for (const name of Object.keys(value)) growBelow(growths, marked, name, value[name]!, depth)
  }
}

function growBelow(growths: Growth[], field: Field, step: string | number, value: JsonValue, depth: number): void {
  if (typeof value !== 'string' && typeof value !== 'object') return
  const { pointer, below } = field
  if (!below.has(step)) below.set(step, typeof step === 'string' && noText.test(step) ? undefined : fieldAt(`${pointer}/${step}`))
  const inner = below.get(step)
  if (inner) grow(growths, inner, value, depth + 1)
}

function markedBy(field: Field, object: JsonObject): Field {
  let key = ''
  for (const name of marks) {
    const mark = object[name]
    if (typeof mark === 'string' || typeof mark === 'number') key += ` ${mark}`
  }
  if (key === '') return field
  let marked = field.byMarks.get(key)
  if (!marked) field.byMarks.set(key, (marked = fieldAt(field.pointer)))
  return marked
}

/** The events of a stream, each as JSON: of server-sent events, of lines of JSON, of Gemini's list that grows. */
function eventsOf({ chunks }: RecordedResponse): JsonValue[] {
  const bytes = concatBytes(chunks)
  const beginning = byteText([bytes.subarray(0, 1000)])
  if (/^(?:data|event|id|retry)?:/m.test(beginning))
    return jsonOrTexts(splitEvents(bytes, { carriages: bytes.includes(0x0d) }).map((event) => dataOf(decode(event))))
  if (/^\s*\[/.test(beginning))
    return parsed(decode(bytes))
      .flat()
      .filter((item) => isObject(item) && 'candidates' in item)
  return /^\s*\{/.test(beginning) ? splitLines(bytes).flatMap((line) => parsed(decode(line))) : []
}

// Not `.`, which stops at U+2028: to JSON that is a character of a text, and to an event stream no end of a line.
function dataOf(event: string): string {
  // Hardly ever is there anything else than one line of data.
  const line = /^data: ?([^\r\n]*)\r?\n\r?\n$/.exec(event)
  return line ? line[1]! : Array.from(event.matchAll(/^data: ?([^\r\n]*)/gm), ([, data]) => data).join('\n')
}

const decoder = new TextDecoder()

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

/** Some servers send bare text, a token an event. */
function jsonOrTexts(data: readonly string[]): JsonValue[] {
  // All at once, for starting a parser takes longer than an event. A line feed stands in no JSON string, so no two texts become one.
  const objects = data.filter((each) => each.startsWith('{'))
  const [together] = parsed(`[${objects.join(',\n')}]`)
  if (!Array.isArray(together) || together.length !== objects.length) return data.map(jsonOrText)
  return [...together, ...data.filter((each) => !each.startsWith('{')).map(jsonOrText)]
}

function jsonOrText(data: string): JsonValue {
  const [value = data] = parsed(data)
  return value
}

function parsed(text: string): JsonValue[] {
  try {
    return [JSON.parse(text) as JsonValue]
  } catch {
    return []
  }
}
