import assert from 'node:assert/strict'
import type { Recorder, RecorderOptions } from '@respool/core'

import { tempFolder } from '../files.ts'
import { startServer } from '../server.ts'
import { exchanges, type Exchange } from './exchanges.ts'
import { dummySecrets, fakeSecrets, variablesOf, type Secrets } from './secrets.ts'
import { printedBy, tracesBelow, tracesIn } from './traces.ts'

/** What the canary needs of an adapter. */
export interface CanaryAdapter {
  readonly openRecorder: (location: string, options?: RecorderOptions) => Promise<Recorder>
  /** A `fetch` whose traffic the recorder tapes. */
  readonly fetch: (recorder: Recorder) => typeof globalThis.fetch
}

export interface CanaryReport {
  readonly secrets: number
  readonly stored: number
  readonly refused: number
  readonly replayed: number
}

/**
 * Sends secrets of every kind through an adapter, in every place there is, and throws where anything of them is left on the disk, in what is printed or in
 * an error. What was stored then replays for readers with other keys, with none, with keys in another order, and in a second turn.
 *
 * @example
 * ```ts
 * await secretCanary({ openRecorder, fetch: (recorder) => createFetch(recorder) })
 * ```
 */
export async function secretCanary(adapter: CanaryAdapter): Promise<CanaryReport> {
  const secrets = fakeSecrets('recorded')
  await using folder = await tempFolder({ searched: false })
  const texts: string[] = []
  let replayed = 0
  const printed = await printedBy(async () => {
    const { url, error } = await record(adapter, folder.file('canary.yaml'), secrets)
    assert.deepEqual(await tracesBelow(folder.path, secrets), [])
    texts.push(describe(error))
    checkRefusals(error, secrets)
    const readers: [Secrets, boolean][] = [
      [secrets, false],
      [fakeSecrets('of another reader'), true],
      [dummySecrets('replay'), true],
    ]
    for (const [reader, reversed] of readers) {
      replayed += await replay(adapter, { file: folder.file('canary.yaml'), url, reader, reversed, recorded: secrets }, texts)
      await miss(adapter, { file: folder.file('canary.yaml'), url, reader }, texts)
      for (const text of texts.splice(0)) assert.deepEqual([...tracesIn('a message', text, secrets), ...tracesOf(reader, text)], [])
    }
  })
  assert.deepEqual(tracesIn('what was printed', printed, secrets), [])
  assert.deepEqual(await tracesBelow(folder.path, secrets), [])
  const refused = exchanges.filter((each) => each.refused !== undefined).length
  return { secrets: Object.keys(secrets).length, stored: exchanges.length - refused, refused, replayed }
}

// A dummy is no secret.
function tracesOf(reader: Secrets, text: string): string[] {
  return reader.password === 'replay' ? [] : tracesIn('a message', text, reader)
}

/** Records all exchanges; the server is gone afterwards, so nothing can reach it in replay. */
async function record(adapter: CanaryAdapter, file: string, secrets: Secrets): Promise<{ url: string; error: unknown }> {
  await using server = await startServer({
    routes: [{ method: '*', path: '/canary/*', answer: () => answerOf(server.count, secrets) }],
  })
  const restore = setVariables(variablesOf(secrets))
  try {
    const recorder = await adapter.openRecorder(file, { mode: 'once' })
    const fetch = adapter.fetch(recorder)
    let previous = ''
    // One after the other, so that the server's count tells which it is.
    for (const exchange of exchanges) {
      const response = await fetch(server.url + exchange.path(secrets), initOf(exchange, secrets, { previous, reversed: false }))
      previous = await response.text()
      assert.equal(response.status, 200, exchange.name)
    }
    return { url: server.url, error: await rejectionOf(recorder.close()) }
  } finally {
    restore()
  }
}

/** Those exchanges whose secrets come in pieces, and no others, are named. */
function checkRefusals(error: unknown, secrets: Secrets): void {
  const refused = exchanges.filter((each) => each.refused !== undefined)
  assert.equal((error as { code?: string } | undefined)?.code, 'secret-found', describe(error))
  const { interactions } = (error as { details: { interactions: { url: string; place: string }[] } }).details
  assert.deepEqual(
    interactions.map(({ url, place }) => [new URL(url).pathname, place]),
    refused.map(({ path, refused: place }) => [path(secrets), place]),
  )
}

function answerOf(count: number, secrets: Secrets) {
  return exchanges[count - 1]!.answer(secrets)
}

interface Reading {
  readonly file: string
  readonly url: string
  readonly reader: Secrets
  readonly reversed: boolean
  readonly recorded: Secrets
}

async function replay(adapter: CanaryAdapter, { file, url, reader, reversed, recorded }: Reading, texts: string[]): Promise<number> {
  const recorder = await adapter.openRecorder(file, { mode: 'replay', strict: true })
  const fetch = adapter.fetch(recorder)
  const stored = exchanges.filter((each) => each.refused === undefined)
  let previous = ''
  for (const exchange of stored) {
    const response = await fetch(url + exchange.path(reader), initOf(exchange, reader, { previous, reversed }))
    previous = await response.text()
    assert.equal(response.status, 200, `${exchange.name}: ${previous}`)
    assert.deepEqual(tracesIn(`the replay of ${exchange.name}`, previous, recorded), [])
  }
  texts.push(JSON.stringify(await recorder.close()))
  return stored.length
}

/** A request that was never recorded, with all secrets in it: what explains it holds none. */
async function miss(
  adapter: CanaryAdapter,
  { file, url, reader }: Pick<Reading, 'file' | 'url' | 'reader'>,
  texts: string[],
): Promise<void> {
  const restore = setVariables(variablesOf(reader))
  try {
    const recorder = await adapter.openRecorder(file, { mode: 'replay' })
    for (const exchange of exchanges.filter(
      (each) => each.refused === undefined && each.name !== 'a second turn, which echoes the first',
    )) {
      const path = exchange.path(reader)
      const init = initOf(exchange, reader, { previous: '', reversed: false })
      const response = await adapter.fetch(recorder)(`${url}${path}${path.includes('?') ? '&' : '?'}never=recorded`, init)
      texts.push(await response.text())
      assert.equal(response.status, 400, exchange.name)
    }
    texts.push(describe(await rejectionOf(recorder.close())))
    // Too late, and still no reason to tell the URL.
    const late = await adapter
      .fetch(recorder)(`${url}/late?key=${reader.googleInQuery}&api_key=${reader.keyInQuery}`)
      .catch((error: unknown) => error)
    texts.push(describe(late))
  } finally {
    restore()
  }
}

function initOf(
  { headers, body }: Exchange,
  secrets: Secrets,
  { previous, reversed }: { readonly previous: string; readonly reversed: boolean },
): RequestInit {
  const content = body?.(secrets, previous)
  if (content === undefined) return { headers: headers?.(secrets) ?? {} }
  const asIs = typeof content === 'string' || content instanceof FormData || content instanceof URLSearchParams
  return {
    method: 'POST',
    headers: { ...(asIs ? {} : { 'Content-Type': 'application/json' }), ...headers?.(secrets) },
    body: asIs ? content : JSON.stringify(reversed ? reverseKeys(content) : content),
  }
}

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reverseKeys(item)]),
  )
}

function setVariables(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, variables)
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

/** All that an error tells: its message, its stack, its details, its causes. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { details } = error as { details?: unknown }
  return [error.message, error.stack, JSON.stringify(details), error.cause === undefined ? '' : describe(error.cause)].join('\n')
}
