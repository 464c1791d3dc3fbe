import { decodeBase64 } from './base64.ts'
import { readingBudget, type Budget } from './limits.ts'
import { interactionAt, refuse, type TextReading } from './problems.ts'
import type { Pieces } from './pieces.ts'
import type { ReadFile } from './read.ts'
import { bytesToText, isYamlMap, resolvePlain, type YamlMap, type YamlValue } from './tree.ts'

interface Span {
  readonly open: number
  readonly close: number
}

/** Reads YAML that people have edited, and JSON. js-yaml is loaded only now: hardly any cassette needs it, and every test file would pay for it. */
export async function readLenient(reading: TextReading): Promise<ReadFile> {
  refuseOddBreaks(reading)
  const yaml = await import('js-yaml')
  const plain = new yaml.Type('tag:yaml.org,2002:int', {
    kind: 'scalar',
    resolve: (text: unknown) => typeof text === 'string' && typeof resolvePlain(text) !== 'string',
    construct: resolvePlain,
  })
  const binary = new yaml.Type('tag:yaml.org,2002:binary', {
    kind: 'scalar',
    resolve: (text: unknown) => decodeSpaced(text) !== undefined,
    construct: (text: unknown) => asKey(decodeSpaced(text)!),
  })
  // Failsafe, so that every other scalar stays the text that it is: `1.50`, `2024-01-01`, `yes`.
  const schema = yaml.FAILSAFE_SCHEMA.extend({ implicit: [plain], explicit: [binary] })
  const spans = new Map<object, Span>()
  try {
    const loaded: unknown = yaml.load(reading.text, { schema, listener: listen(spans, readingBudget(reading)) })
    return toReadFile(loaded, spans, reading)
  } catch (error) {
    if (error instanceof yaml.YAMLException) return refuseYaml(error, reading)
    if (error instanceof RangeError) return refuse(reading, {}, 'it is nested too deeply', 'No cassette is.')
    throw error
  }
}

function decodeSpaced(text: unknown): Uint8Array | undefined {
  return typeof text === 'string' ? decodeBase64(text.replaceAll(/[ \t\r\n]/g, '')) : undefined
}

/** js-yaml makes a string of what it finds as a key. */
function asKey(bytes: Uint8Array): Uint8Array {
  return Object.defineProperty(bytes, 'toString', { value: () => bytesToText(bytes) })
}

/** js-yaml takes them for text, Go for line breaks: one of the two would be silently wrong. */
function refuseOddBreaks(reading: TextReading): void {
  const at = reading.text.search(/[\x85\u2028\u2029]/)
  if (at === -1) return
  const code = reading.text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')
  const line = reading.text.slice(0, at).split('\n').length
  refuse(
    reading,
    { line },
    `it holds the character U+${code} outside of an escape, in a file that was edited by hand, and YAML readers disagree about what that means`,
    'Write it as \\N (U+0085), \\L (U+2028) or \\P (U+2029) in a double-quoted value, or record the cassette again.',
    'text as go-yaml writes it',
  )
}

function refuseYaml(error: { reason: string; mark?: { line?: number } }, reading: TextReading): never {
  const cutOff = /unexpected end|end of the stream/.test(error.reason)
  const line = error.mark?.line === undefined ? undefined : error.mark.line + 1
  const interaction = line === undefined ? undefined : interactionAt(reading.text, line)
  refuse(
    reading,
    { ...(line !== undefined && { line }), ...(interaction !== undefined && { interaction }) },
    error.reason.startsWith('duplicated') ? 'a key stands twice in one map' : `it is no YAML (${error.reason})`,
    cutOff
      ? 'The file seems to be cut off: restore it from version control, or record it again.'
      : 'Correct it by hand, or record it again.',
    'YAML as go-vcr writes it',
  )
}

interface ListenerState {
  readonly position: number
  readonly result: unknown
}

/** Notes where the few nodes are whose places are asked for later, and stops where all of them come to more than there is room for. */
function listen(spans: Map<object, Span>, spend: Budget) {
  const open: number[] = []
  return (event: string, state: unknown): void => {
    const { position, result } = state as ListenerState
    if (event === 'open') {
      open.push(position)
      return
    }
    const start = open.pop()!
    const collection = typeof result === 'object' && result !== null
    spend(collection)
    // An alias closes with the same object again: its first place counts.
    if (collection && (open.length <= deepestItem || hasIndexes(result)) && !spans.has(result))
      spans.set(result, { open: start, close: position })
  }
}

// The root, its values, and the interactions among them. A key is a node within its map, too.
const deepestItem = 2

/** Whether some key looks like the index of an array: then it is the first, and the file's order is lost. */
function hasIndexes(object: object): boolean {
  for (const key in object) return !Array.isArray(object) && /^\d+$/.test(key)
  return false
}

function toReadFile(loaded: unknown, spans: ReadonlyMap<object, Span>, reading: TextReading): ReadFile {
  const root = toTree(loaded, spans, reading)
  if (!isYamlMap(root)) return refuse(reading, {}, 'it is no map', 'Is it a go-vcr cassette at all?', '`version: 2` and `interactions:`')
  const list = (loaded as Record<string, unknown>)['interactions'] ?? []
  const starts = Array.isArray(list) ? (list.length > 0 ? findStarts(list, spans, reading.text) : emptyListEnd(reading.text)) : undefined
  return starts === undefined ? { root } : { root, pieces: cutText(reading.text, starts) }
}

function cutText(text: string, starts: readonly number[]): Pieces {
  const items = starts.slice(0, -1).map((start, index) => text.slice(start, starts[index + 1]))
  return { head: text.slice(0, starts[0]), items, tail: text.slice(starts.at(-1)) }
}

/** The lines on which the interactions begin; undefined where that is no line of its own for each. */
function findStarts(list: readonly unknown[], spans: ReadonlyMap<object, Span>, text: string): number[] | undefined {
  // js-yaml drops a BOM, and counts without it.
  const shift = text.startsWith('\ufeff') ? 1 : 0
  const starts: number[] = []
  for (const item of list) {
    const span = typeof item === 'object' && item !== null ? spans.get(item) : undefined
    const start = span && itemLine(text, span.open + shift)
    if (start === undefined || start <= (starts.at(-1) ?? -1)) return undefined
    starts.push(start)
  }
  const end = Math.min(spans.get(list)!.close + shift, text.length)
  const lastLine = text.lastIndexOf('\n', end - 1) + 1
  starts.push(text.slice(lastLine, end).trim() === '' && end < text.length ? lastLine : end)
  return new Set(starts.slice(0, -1).map((start) => text.slice(start).search(/\S/))).size === 1 ? starts : undefined
}

function itemLine(text: string, itemStart: number): number | undefined {
  const line = text.lastIndexOf('\n', itemStart - 1) + 1
  return /^(?:---\r?\n)? *-[ \t]+$/.test(text.slice(line, itemStart)) ? line : undefined
}

function emptyListEnd(text: string): number[] | undefined {
  const empty = /^interactions:[ \t]*(?:\[[ \t]*\])?[ \t]*(?:\r?\n|$)/gm
  const found = empty.exec(text)
  return found === null || empty.exec(text) !== null ? undefined : [found.index + found[0].length]
}

/** Through aliases a small file can stand for an endless tree: a node must have cost at least one character. */
function toTree(loaded: unknown, spans: ReadonlyMap<object, Span>, reading: TextReading): YamlValue {
  let left = reading.text.length + 100
  const convert = (value: unknown): YamlValue => {
    if (left-- < 0) refuse(reading, {}, 'its aliases repeat more than the file holds', 'Write out what they stand for.')
    if (typeof value === 'string') return value.toWellFormed()
    if (typeof value !== 'object' || value === null) return (value ?? null) as YamlValue
    if (value instanceof Uint8Array) return value.slice()
    return Array.isArray(value) ? value.map(convert) : toMap(value, spans.get(value), reading.text, convert)
  }
  return convert(loaded)
}

function toMap(object: object, span: Span | undefined, text: string, convert: (value: unknown) => YamlValue): YamlMap {
  const entries = Object.entries(object)
  // JavaScript puts keys that look like array indexes first; the file's order is found in its text.
  if (span !== undefined && entries.some(([key]) => /^\d+$/.test(key))) {
    const source = text.slice(span.open, span.close)
    const place = (key: string): number => source.search(new RegExp(`(?<![^\\s"'{,])${key.replaceAll(/\W/g, '\\$&')}["']?[ \\t]*:`))
    entries.sort(([left], [right]) => place(left) - place(right))
  }
  return new Map(entries.map(([key, value]) => [key, convert(value)]))
}
