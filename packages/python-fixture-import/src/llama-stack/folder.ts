import {
  RespoolError,
  isObject,
  type Cassette,
  type CassetteStore,
  type Interaction,
  type JsonValue,
  type ParseContext,
  type RecordedRequest,
  type RecordedResponse,
} from '@respool/core'
import { invalidOption, invalidRecording, readingOf } from '../errors.ts'
import { canonicalBody } from './canonical.ts'
import { looksLikeRecording } from './detect.ts'
import { exchangesOf, toResponse, type Exchange } from './exchange.ts'
import { uniteModels } from './models.ts'
import type { LlamaStackRules } from './options.ts'
import { isModels } from './response.ts'
import { firstTestId, isShared } from './test-id.ts'
import { readRecord, type LlamaStackRecord } from './record.ts'

type Store = Pick<CassetteStore, 'read' | 'list' | 'describe'>

/** A recording in its file, without the content of its response. */
interface Entry {
  readonly file: string
  readonly location: string
  readonly testId: string | null | undefined
  /** The requests that it answers; none where it is no HTTP. */
  readonly requests: readonly RecordedRequest[]
  /** Of each answer. */
  readonly heads: readonly Interaction['response'][]
  /** Why it is not played. */
  readonly reason: string | undefined
  readonly key: string
  readonly models: boolean
  /** It answers every test. */
  readonly shared: boolean
  readonly fallback: boolean
}

/** Opens a folder of recordings, or one file: each is parsed once, and read again when it is first played. */
export async function openRecordings(
  store: Store,
  name: string,
  context: ParseContext,
  rules: LlamaStackRules,
): Promise<Cassette | undefined> {
  const own = await filesOf(store, name)
  const more = rules.fallback === undefined ? [] : await filesOf(store, rules.fallback)
  if (own.length === 0 && more.length === 0) return undefined
  const warnings: string[] = []
  const files = [...own.map((file) => ({ file, fallback: false })), ...more.map((file) => ({ file, fallback: true }))]
  const entries = await mapSome(files, ({ file, fallback }) => readEntry(store, file, fallback, rules, warnings))
  const all = entries.filter((entry) => entry !== undefined)
  checkTestId(all, context, rules)
  const groups = new Map<string, Entry[]>()
  for (const entry of all) {
    if (entry.reason !== undefined) warnings.push(`${entry.location}: ${entry.reason}. It is not played.`)
    if (entry.requests.length === 0 || !isOf(entry, rules)) continue
    const group = groups.get(entry.key)
    if (group) group.push(entry)
    else groups.set(entry.key, [entry])
  }
  const interactions: Interaction[] = []
  for (const group of groups.values()) interactions.push(...(await toInteractions(store, group, rules, warnings)))
  return { interactions, ...(warnings.length > 0 && { warnings: warnings.sort() }) }
}

/** A folder's files, at any depth, or the file itself. */
async function filesOf(store: Store, name: string): Promise<string[]> {
  // Of a file some stores list nothing, and others refuse: then reading it says what is wrong.
  const below = await store.list(name).catch(() => [])
  if (below.length > 0) return below.filter((file) => file.endsWith('.json'))
  return (await store.read(name)) ? [name] : []
}

const atOnce = 16

async function mapSome<From, To>(items: readonly From[], map: (item: From) => Promise<To>): Promise<To[]> {
  const results: To[] = Array.from({ length: items.length })
  let next = 0
  async function work(): Promise<void> {
    for (let index = next++; index < items.length; index = next++) results[index] = await map(items[index]!)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work))
  return results
}

async function readEntry(
  store: Store,
  file: string,
  fallback: boolean,
  rules: LlamaStackRules,
  warnings: string[],
): Promise<Entry | undefined> {
  const bytes = await store.read(file)
  const location = store.describe(file)
  if (bytes === undefined) throw invalidRecording(location, 'it was there a moment ago, and is gone.')
  const first = rules.testId === undefined ? undefined : firstTestId(bytes)
  // Another test's: what else is in it does not matter.
  if (typeof first === 'string' && first !== rules.testId && !isShared(bytes)) {
    return {
      file,
      location,
      testId: first,
      fallback,
      models: false,
      shared: false,
      requests: [],
      heads: [],
      reason: undefined,
      key: '',
    }
  }
  return readingOf(location, () => entryOf({ file, location, fallback }, bytes, rules, warnings))
}

function entryOf(
  { file, location, fallback }: Pick<Entry, 'file' | 'location' | 'fallback'>,
  bytes: Uint8Array,
  rules: LlamaStackRules,
  warnings: string[],
): Entry | undefined {
  const record = recordIn(bytes, location)
  if (record === undefined) {
    warnings.push(`${location}: it is no recording of llama-stack. It is left alone.`)
    return undefined
  }
  const exchanges = exchangesOf(record, rules.nulls)
  const entry = { file, location, testId: record.testId, fallback, models: isModels(record), shared: isShared(bytes) }
  if ('reason' in exchanges) {
    const { reason, request } = exchanges
    return { ...entry, requests: request ? [request] : [], heads: [], reason, key: request ? keyOf([request]) : '' }
  }
  const requests = exchanges.map(({ request }) => request)
  const heads = exchanges.map(({ response }) => headOnly(response.head, location))
  return { ...entry, requests, heads, reason: undefined, key: keyOf(requests) }
}

/** The same for requests that differ in the encoding of embeddings alone, which one recording answers. */
function keyOf(requests: readonly RecordedRequest[]): string {
  const [{ method, url, body }] = requests as readonly [RecordedRequest]
  return `${method} ${pathOf(url)}\n${canonicalBody(body, requests.length > 1 ? 'encoding_format' : undefined)}`
}

/** Undefined for other JSON that lies in the folder. What looks like a recording and cannot be read is an error, since it may be the answer. */
function recordIn(bytes: Uint8Array, location: string): LlamaStackRecord | undefined {
  try {
    return readRecord(bytes, location, { exact: false })
  } catch (error) {
    if (looksLikeRecording(bytes) || isPartly(bytes)) throw error
    return undefined
  }
}

/** Whether it has a part of a recording at the top, or, where it is no JSON, anywhere: it may have been cut off, or left in a merge conflict. */
function isPartly(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes)
  try {
    const value = JSON.parse(text) as JsonValue
    return isObject(value) && ('request' in value || 'response' in value)
  } catch {
    return text.includes('"request"')
  }
}

function headOnly(head: Exchange['response']['head'], location: string): RecordedResponse {
  return {
    ...head,
    get chunks(): never {
      throw invalidRecording(location, 'its content is still in the file: load() reads it.')
    },
    boundaries: 'derived',
    end: 'complete',
  }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

function isOf({ testId, shared }: Entry, rules: LlamaStackRules): boolean {
  return shared || rules.testId === undefined || testId === rules.testId || testId === null || testId === undefined
}

function checkTestId(entries: readonly Entry[], { name }: ParseContext, { testId }: LlamaStackRules): void {
  const scoped = entries.filter((entry) => entry.testId !== null && entry.testId !== undefined)
  if (testId === undefined || scoped.length === 0 || scoped.some((entry) => entry.testId === testId)) return
  const expected = listIds(scoped)
  throw invalidOption(
    'llamaStack.testId',
    testId,
    expected,
    `${name} has no recording of the test ${JSON.stringify(testId)}. It has those of: ${expected}.`,
  )
}

const mostIds = 40

function listIds(entries: readonly Entry[]): string {
  const ids = [...new Set(entries.map(({ testId }) => (testId === null || testId === undefined ? 'no test' : testId)))].sort()
  return `${ids.slice(0, mostIds).join(', ')}${ids.length > mostIds ? `, and ${ids.length - mostIds} more` : ''}`
}

/** All recordings of one request. */
async function toInteractions(store: Store, all: readonly Entry[], rules: LlamaStackRules, warnings: string[]): Promise<Interaction[]> {
  const group = nearest(all, rules)
  const [first, second] = group as [Entry, Entry?]
  if (first.models) return [lazy(store, group, 0, rules)]
  const unplayable = rules.testId === undefined && (await differ(store, group)) ? ambiguous(group) : undefined
  if (second && rules.testId !== undefined) {
    warnings.push(`${first.location} and ${second.location} are recordings of one request by one test. The first one is played.`)
  }
  const cannot = unplayable ?? (first.reason === undefined ? undefined : `${first.location} cannot be played: ${first.reason}.`)
  return first.requests.map((_, index) => ({ ...lazy(store, [first], index, rules), ...(cannot !== undefined && { unplayable: cannot }) }))
}

/** A test's own recordings come before those of no test, and the folder before its fallback. */
function nearest(group: readonly Entry[], { testId }: LlamaStackRules): readonly Entry[] {
  if (group[0]!.models) return group
  const own = group.filter((entry) => !entry.fallback)
  const near = own.length > 0 ? own : group
  const scoped = testId === undefined ? [] : near.filter((entry) => entry.testId === testId)
  return scoped.length > 0 ? scoped : near
}

async function differ(store: Store, group: readonly Entry[]): Promise<boolean> {
  if (group.length === 1) return false
  const answers = await Promise.all(group.map(({ file }) => store.read(file)))
  return new Set(answers.map(answerOf)).size > 1
}

/** Identifiers that the recorder made of the file's name do not make another answer, nor does the form of the file. */
function answerOf(bytes: Uint8Array = new Uint8Array(0)): string {
  const { response } = JSON.parse(new TextDecoder().decode(bytes)) as { response?: unknown }
  return JSON.stringify(response).replaceAll(/"rec-[0-9a-f]{12}"/g, '"rec"')
}

function ambiguous(group: readonly Entry[]): string {
  const files = group.length === 2 ? 'both' : `all ${group.length}`
  return `it was recorded with different answers by several tests. Name the one that is meant: llamaStack({ testId }). They are: ${listIds(group)} (${files} in ${folderOf(group[0]!.location)}).`
}

function folderOf(location: string): string {
  return location.replace(/[\\/][^\\/]*$/, '')
}

function lazy(store: Store, group: readonly Entry[], index: number, { nulls }: LlamaStackRules): Interaction {
  const [first] = group as [Entry]
  const request = first.requests[index]!
  let loaded: Promise<RecordedResponse> | undefined
  return {
    request,
    response: first.heads[index] ?? headOnly({ status: 200, statusText: '', headers: [] }, first.location),
    load() {
      loaded ??= Promise.all(group.map((entry) => readAgain(store, entry, index, nulls))).then((responses) =>
        first.models ? uniteModels(responses) : responses[0]!,
      )
      return loaded
    },
    extra: { file: first.file },
  }
}

async function readAgain(
  store: Store,
  { file, location, key, requests }: Entry,
  index: number,
  nulls: LlamaStackRules['nulls'],
): Promise<RecordedResponse> {
  const bytes = await store.read(file)
  const response = readingOf(location, () => {
    const exchanges = bytes && exchangesOf(readRecord(bytes, location), nulls)
    if (!exchanges || 'reason' in exchanges || exchanges.length !== requests.length) return undefined
    return keyOf(exchanges.map(({ request }) => request)) === key ? toResponse(exchanges[index]!.response) : undefined
  })
  if (response) return response
  const message = `${location} is no longer what it was when the recorder was opened. Open it again.`
  throw new RespoolError('cassette-changed', message, { cassette: location })
}
