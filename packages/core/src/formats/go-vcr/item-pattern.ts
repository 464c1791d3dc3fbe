import { schema2, type Field } from './schema.ts'
import { streamKeys } from './stream-keys.ts'

/**
 * What go-vcr and respool write of one interaction around its two bodies: the keys in their order, at their columns, with the usual values. Every field is one
 * group, from the first on; so is the space behind `body:`, where one follows.
 *
 * Patterns, because the engine compiles them: they find the keys and their values in a fraction of the time that it takes to look for one key after the other.
 */
export interface ItemPattern {
  /** The column of the fields. */
  readonly column: number
  /** The line with the id. */
  readonly head: RegExp
  /** Up to the body, and behind it. */
  readonly request: readonly [RegExp, RegExp]
  /** The same, and then what respool adds. */
  readonly response: readonly [RegExp, RegExp]
}

const untilBody = (fields: readonly Field[]): readonly Field[] => fields.slice(0, bodyIndex(fields))
const behindBody = (fields: readonly Field[]): readonly Field[] => fields.slice(bodyIndex(fields) + 1)
const bodyIndex = (fields: readonly Field[]): number => fields.findIndex(({ key }) => key === 'body')

/** The fields of the patterns' groups: up to the body, and behind it. */
export type Parts = readonly [readonly Field[], readonly Field[]]

export const parts: Readonly<Record<'request' | 'response', Parts>> = {
  request: [untilBody(schema2.requestFields), behindBody(schema2.requestFields)],
  response: [untilBody(schema2.responseFields), behindBody(schema2.responseFields)],
}

// Quotes without escapes; or words with single spaces, of which none begins or ends so that it means something to YAML. A limit, because the engine
// keeps a note of every step.
const plain = String.raw`(?!(?:null|Null|NULL)\n)[\w/](?:[!-9;-~]|:(?=[!-~])| (?=[!"$-~])){0,4000}`
const text = String.raw`(?:${plain}|'(?:[^'\n]|''){0,4000}'|"[^"\\\n]*")`
const texts = String.raw`(?:\n *- ${text}){1,100}`
const runs = String.raw`"[\d.* ]*"|\d(?:[\d.* ]*\d)?`

const values: Record<Field['kind'], string> = {
  text: ` (${text})`,
  integer: String.raw` (0|-?[1-9]\d{0,14})`,
  boolean: ' (true|false)',
  texts: String.raw`(?: \[\]|(${texts}))`,
  headers: String.raw`(?: \{\}|((?:\n *[A-Za-z][A-Za-z0-9-]*:(?: \[\]|${texts})){1,100}))`,
  duration: String.raw` ((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h)){1,9})`,
}

const ownValues: Record<(typeof streamKeys)[number], string> = {
  respool_chunks: ` (${runs})`,
  respool_delays: ` (${runs})`,
  respool_end: ` (cancelled|failed)`,
  respool_recorded_at: String.raw` ("\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z")`,
  respool_url: ` (${text})`,
}

// Without them an interaction is incomplete; the code has the three digits of a status.
const required: ReadonlySet<string> = new Set(['url', 'method', 'code', 'duration'])
const code = String.raw` ([1-9]\d\d)`

const known = new Map<string, ItemPattern>()

/** The pattern for interactions whose dash and whose fields stand in these columns. */
export function itemPattern(dash: number, column: number): ItemPattern {
  const name = `${dash} ${column}`
  const pattern = known.get(name) ?? compile(dash, column)
  known.set(name, pattern)
  return pattern
}

function compile(dash: number, column: number): ItemPattern {
  const margin = ' '.repeat(column)
  const line = (key: string, value: string): string => `(?:${margin}${key}:${value}\n)${required.has(key) ? '' : '?'}`
  const lines = (fields: readonly Field[]): string =>
    fields.map(({ key, kind }) => line(key, key === 'code' ? code : values[kind])).join('')
  const body = `(?:${margin}body:( ))?`
  const inner = ' '.repeat(dash + 2)
  const pattern = (source: string): RegExp => new RegExp(source, 'y')
  return {
    column,
    head: pattern(`${' '.repeat(dash)}- id: (0|[1-9]\\d{0,14})\n`),
    request: [pattern(`${inner}request:\n${lines(parts.request[0])}${body}`), pattern(lines(parts.request[1]))],
    response: [
      pattern(`${inner}response:\n${lines(parts.response[0])}${body}`),
      pattern(lines(parts.response[1]) + streamKeys.map((key) => line(key, ownValues[key])).join('')),
    ],
  }
}
