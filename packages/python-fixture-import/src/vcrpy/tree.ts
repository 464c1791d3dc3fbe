import { gunzipSync } from 'node:zlib'
import yaml from 'js-yaml'
import { invalidRecording, readingOf } from '../errors.ts'
import { exactNumber, exactText, parseExact } from '../json/exact.ts'
import { decodeFile, parseJsonFile } from '../json/parse.ts'
import { ExactNumber, pyYamlSchema } from './schema.ts'

/** What a cassette's file holds: JSON's values as `parseExact` gives them, and bytes. */
export type Tree = string | number | boolean | null | Uint8Array | readonly Tree[] | TreeMap
export type TreeMap = { readonly [key: string]: Tree }

export function isMap(value: Tree | undefined): value is TreeMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
}

// As the core's limit on files.
const mostBytes = 256 * 1024 * 1024

/**
 * Reads YAML as PyYAML does, or JSON, either of them compressed by gzip or not.
 *
 * @throws RespoolError `invalid-cassette`
 */
export function readTree(bytes: Uint8Array, name: string): Tree {
  const text = decodeFile(bytes[0] === 0x1f && bytes[1] === 0x8b ? inflate(bytes, name) : bytes, name)
  if (isJson(text)) return parseJsonFile(text, name, parseExact)
  return settle(parseYaml(text, name), text, name)
}

function inflate(bytes: Uint8Array, name: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes })
  } catch (error) {
    throw invalidRecording(name, `it begins like a gzip file, and cannot be decompressed (${messageOf(error)}). Was it cut off?`, {}, error)
  }
}

/** vcrpy's JSON ends in its brace; what does not is YAML that begins with one, or was cut off, which YAML's parser says better. */
function isJson(text: string): boolean {
  return /\}\s*$/.test(text) && /^\s*\{\s*"/.test(text)
}

let schema: yaml.Schema | undefined

function parseYaml(text: string, name: string): unknown {
  try {
    return yaml.load(text, { filename: name, schema: (schema ??= pyYamlSchema()), json: true })
  } catch (error) {
    if (error instanceof RangeError) throw invalidRecording(name, 'it is nested too deeply to be read.', {}, error)
    const { reason = messageOf(error), mark } = error as { reason?: string; mark?: { line: number } }
    const line = mark && mark.line + 1
    throw invalidRecording(name, `${explain(reason)} Nothing of it was read.`, { ...(line !== undefined && { line }) }, error)
  }
}

function explain(reason: string): string {
  const tag = /unknown (?:scalar |sequence |mapping )?tag !<(?:tag:yaml\.org,2002:)?([^>]*)>/.exec(reason)?.[1]
  if (tag === undefined) return `it is no YAML (${reason}).`
  if (tag.startsWith('python/'))
    return `the tag !!${tag} asks for an object of Python to be made, which is never done: write plain data in its place.`
  return `the tag ${tag} is not known.`
}

/**
 * The tree with its texts and numbers in the form of `parseExact`.
 *
 * Aliases may make a tree of a few lines as large as they please. PyYAML writes some, for what is the same object twice, so there is a bound and no ban.
 */
function settle(value: unknown, text: string, name: string): Tree {
  let left = 10_000 + text.length
  return readingOf(name, () => settled(value))

  function settled(each: unknown): Tree {
    if (--left < 0) throw invalidRecording(name, 'its aliases make it far larger than its text. No recorder writes such a file.')
    if (typeof each === 'string') return exactText(each)
    if (each instanceof ExactNumber) return exactNumber(each.lexeme)
    if (typeof each !== 'object' || each === null || each instanceof Uint8Array) return (each ?? null) as Tree
    if (Array.isArray(each)) return each.map(settled)
    return Object.fromEntries(Object.entries(each).map(([key, item]) => [exactText(key), settled(item)]))
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
