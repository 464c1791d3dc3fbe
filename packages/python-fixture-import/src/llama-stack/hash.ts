import * as crypto from 'node:crypto'
import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import { exactNumber, exactText, lexemeOf, plainText } from '../json/exact.ts'
import { pythonDumps } from '../python/dumps.ts'
import { formatFixed5, reprFloat, round5 } from '../python/numbers.ts'
import { textOf } from './json.ts'
import type { LlamaStackRecord } from './record.ts'

/**
 * The name that llama-stack's newest recorder gives to a recording's file, computed from the request. Older ones computed it in other ways, and
 * recordings are edited: a name is a hint, and nothing is found by it.
 *
 * @returns undefined for what it names in no way that the record tells
 */
export function hashOf({ kind, testId, request }: LlamaStackRecord, { substitutes = true } = {}): string | undefined {
  if (kind === 'tool') return digest({ provider: request['provider']!, tool_name: request['tool_name']!, kwargs: request['kwargs'] ?? {} })
  if (kind === 'file') return undefined
  const method = exactText(textOf(request['method']).toUpperCase())
  const url = textOf(request['url'])
  if (kind === 'http')
    return digest({
      test_id: testId ?? null,
      url: exactText(url),
      method,
      payload: normalise(request['payload'] ?? null, { substitutes, root: true }),
    })
  const { netloc, path } = splitUrl(url)
  const body = normalise(request['body'] ?? null, { substitutes, root: true, withoutStreamOptions: netloc.includes('bedrock') })
  const named = { method, endpoint: exactText(path), body }
  return digest(testId === undefined || shared.has(path) ? named : { ...named, test_id: testId === null ? null : exactText(testId) })
}

/** What a file's name says of its request. */
export type NameCheck = 'same' | 'older' | 'other' | 'unknown'

/**
 * Compares the name of a recording's file with the one its request would be given today.
 *
 * - `same`: it is that one
 * - `older`: a recorder has given it that knew no searches in files yet
 * - `other`: an even older one has, or the recording was edited since, or the test was renamed
 * - `unknown`: the name was made of what is not in the file
 */
export function checkName(record: LlamaStackRecord, file: string): NameCheck {
  const name = /([^/\\]+)\.json$/.exec(file)?.[1]?.replace(/^models-([0-9a-f]+)-.*$/, '$1') ?? ''
  const hash = hashOf(record)
  if (hash === undefined) return 'unknown'
  // The first twelve digits, in the beginning.
  const is = (each: string | undefined): boolean => /^(?:[0-9a-f]{12}|[0-9a-f]{64})$/.test(name) && each!.startsWith(name)
  if (is(hash)) return 'same'
  // Where there is nothing to substitute, it would be the same one again.
  return substitutable.test(JSON.stringify(record.request)) && is(hashOf(record, { substitutes: false })) ? 'older' : 'other'
}

/** What follows the hash in the name of a list of models: a digest of the models in it. */
export function modelsDigest(ids: readonly string[]): string {
  return sha256([...new Set(ids)].sort().join('|')).slice(0, 8)
}

// Lists that all tests share are named without the test's id.
const shared = new Set(['/api/tags', '/v1/models', '/v1/openai/v1/models'])

function digest(named: JsonObject): string {
  return sha256(pythonDumps(named, { sortKeys: true }))
}

function sha256(text: string): string {
  return crypto.hash('sha256', text)
}

/** As Python's urlparse, which takes any text. */
function splitUrl(url: string): { netloc: string; path: string } {
  const [, netloc = '', path = ''] = /^(?:[a-zA-Z][a-zA-Z\d+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)/.exec(url) ?? []
  return { netloc, path: path.replace(/;[^/]*$/, '') }
}

interface Rules {
  /** Whether what searches in files say of their hits is taken out: recorders did not always do so. */
  readonly substitutes: boolean
  readonly root?: boolean
  readonly withoutStreamOptions?: boolean
}

/** What varies from run to run is taken out. Objects in a list count as whole bodies, too. */
export function normalise(value: JsonValue, rules: Rules): JsonValue {
  const { substitutes } = rules
  if (typeof value === 'string') return normaliseString(value, substitutes)
  if (typeof value === 'number') return Number.isInteger(value) ? value : floatValue(round5(value))
  if (Array.isArray(value)) return value.map((item) => normalise(item, { substitutes, root: true }))
  if (!isObject(value)) return value
  const normal: JsonObject = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, normalise(item, { substitutes })]))
  if (rules.withoutStreamOptions) delete normal['stream_options']
  if (rules.root) for (const each of [normal['extra_body'], normal['extra_query']]) if (isObject(each)) delete each['project_id']
  return normal
}

function normaliseString(value: string, substitutes: boolean): JsonValue {
  const lexeme = lexemeOf(value)
  if (lexeme !== undefined) return /^-?\d+$/.test(lexeme) ? value : floatValue(round5(Number(lexeme)))
  let text = plainText(value)
  // Most texts have none of it, and are long.
  if (substitutes && substitutable.test(text)) for (const [pattern, by] of substitutions) text = text.replace(pattern, by)
  return exactText(text.replace(decimals, (number) => formatFixed5(Number(asciiDigits(number)))))
}

const substitutable = /score:|attributes:|document_id:|<\|/

// As Python's `\s` and `\d` for text.
const space = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const uuid = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}'
const substitutions: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`score:${space}*[-+]?\\p{Nd}*\\.?\\p{Nd}+(?:[eE][-+]?\\p{Nd}+)?`, 'gu'), 'score: __NORMALIZED__'],
  [new RegExp(`,?${space}*attributes:${space}*\\{[^}]*\\}`, 'gu'), ''],
  [new RegExp(`document_id:${space}*${uuid}`, 'gu'), 'document_id: __NORMALIZED__'],
  [new RegExp(`<\\|${uuid}\\|>`, 'gu'), '<|__NORMALIZED__|>'],
]
const decimals = /-?\p{Nd}+\.\p{Nd}{4,}/gu

/** Python's float() reads the digits of any script. Each script has its ten in a row, from zero on. */
function asciiDigits(number: string): string {
  return number.replace(/[^\x00-\x7f]/gu, (digit) => {
    let before = 0
    for (let code = digit.codePointAt(0)! - 1; /\p{Nd}/u.test(String.fromCodePoint(code)); code--) before++
    return String(before % 10)
  })
}

function floatValue(value: number): JsonValue {
  return Number.isInteger(value) ? exactNumber(reprFloat(value)) : value
}
