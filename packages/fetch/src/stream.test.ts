import { memoryStore, parseCassette } from '@respool/core'
import { fakeClock, startServer, tempFolder } from '@respool/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFetch, openRecorder, type RecorderOptions } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const path = '/v1/by-hand'
const cassette = 'stream.yaml'

async function open(options: RecorderOptions) {
  const recorder = await openRecorder(cassette, options)
  return { recorder, fetch: createFetch(recorder) }
}

const textOf = (chunk: Uint8Array | undefined) => new TextDecoder().decode(chunk)

async function readChunks(response: Response): Promise<string[]> {
  const chunks: string[] = []
  for await (const chunk of response.body!) chunks.push(textOf(chunk))
  return chunks
}

async function replayChunks(store: RecorderOptions['store'], options: RecorderOptions = {}): Promise<string[]> {
  const { recorder, fetch } = await open({ mode: 'replay', ...(store && { store }), ...options })
  const chunks = await readChunks(await fetch(server.url + path))
  expect(await recorder.close()).toMatchObject({ replayed: 1, network: 0 })
  return chunks
}

test('while recording, the application holds each chunk before the server sends the next; 201 chunks are 201 in replay', async () => {
  const store = memoryStore()
  const { recorder, fetch } = await open({ mode: 'once', store })
  const stream = server.nextStream(path)
  const pending = fetch(server.url + path)
  await stream.head()
  const reader = (await pending).body!.getReader()
  const sent: string[] = []
  for (let n = 1; n <= 201; n++) {
    sent.push(`data: {"n":${n}}\n\n`)
    await stream.chunk(sent.at(-1)!)
    // Not another byte leaves the server until this read has it.
    const { value } = await reader.read()
    expect(textOf(value)).toBe(sent.at(-1))
  }
  await stream.end()
  expect((await reader.read()).done).toBe(true)
  await recorder.close()

  const before = server.count
  expect(await replayChunks(store)).toEqual(sent)
  expect(server.count).toBe(before)
})

test('a burst is replayed with the boundaries that the recording client saw', async () => {
  const store = memoryStore()
  const { recorder, fetch } = await open({ mode: 'once', store })
  const stream = server.nextStream(path)
  const pending = fetch(server.url + path)
  await stream.head()
  for (let n = 0; n < 300; n++) void stream.chunk(`data: ${'x'.repeat(n)}\n\n`)
  void stream.end()
  const seen = await readChunks(await pending)
  await recorder.close()
  expect(await replayChunks(store)).toEqual(seen)
})

test('the end reaches the application after the recording is whole', async () => {
  const store = memoryStore()
  const { recorder, fetch } = await open({ mode: 'once', store })
  const stream = server.nextStream(path)
  const pending = fetch(server.url + path)
  await stream.chunk('data: 1\n\n')
  void stream.end()
  await readChunks(await pending)
  // No drain is needed any more: closing asks the clock for nothing.
  expect(await recorder.close()).toMatchObject({ recorded: 1, network: 1 })
})

test('pace: recorded waits exactly as long as the server once did, instant never waits, speed divides', async () => {
  const store = memoryStore()
  const recording = fakeClock()
  const { recorder, fetch } = await open({ mode: 'once', store, clock: recording })
  const stream = server.nextStream(path)
  const pending = fetch(server.url + path)
  await stream.request
  await recording.advance(120.4)
  await stream.head()
  const reader = (await pending).body!.getReader()
  for (const [wait, chunk] of [
    [35.25, 'data: a\n\n'],
    [0, 'data: b\n\n'],
    [1000, 'data: c\n\n'],
  ] as const) {
    await recording.advance(wait)
    await stream.chunk(chunk)
    await reader.read()
  }
  await recording.advance(7)
  await stream.end()
  await reader.read()
  await recorder.close()

  const sleepsAt = async (pace: RecorderOptions['pace']) => {
    const clock = fakeClock({ autoAdvance: true })
    expect(await replayChunks(store, { ...(pace && { pace }), clock })).toEqual(['data: a\n\n', 'data: b\n\n', 'data: c\n\n'])
    return clock.sleeps
  }
  // Tenths of a millisecond, cut from the running total: 120.4, 155.7 (155.65), 1155.7, 1162.7.
  expect(await sleepsAt('recorded')).toEqual([120.4, 35.3, 1000, 7])
  expect(await sleepsAt({ speed: 2 })).toEqual([60.2, 17.65, 500, 3.5])
  expect(await sleepsAt('instant')).toEqual([])
  expect(await sleepsAt(undefined)).toEqual([])
})

test('the cassette on disk says what was recorded, in lines that a person can read', async () => {
  await using folder = await tempFolder()
  const file = folder.file('deep', 'down', 'hi.yaml')
  const clock = fakeClock({ start: '2026-05-06T07:08:09.000Z' })
  const recorder = await openRecorder(file, { mode: 'once', clock })
  const stream = server.nextStream(path)
  const pending = createFetch(recorder)(server.url + path)
  await stream.request
  await clock.advance(12.5)
  await stream.head()
  const reader = (await pending).body!.getReader()
  for (const chunk of ['data: "Olá"\n\n', 'data: "!"\n\n', 'data: "?"\n\n']) {
    await stream.chunk(chunk)
    await reader.read()
  }
  await stream.end()
  await reader.read()
  await recorder.close()

  const { readFile } = await import('node:fs/promises')
  const text = await readFile(file, 'utf8')
  expect(text.replaceAll(server.url.slice('http://'.length), '127.0.0.1:8080')).toMatchSnapshot()
  const [interaction] = (await parseCassette(text)).interactions
  expect(interaction?.response).toMatchObject({
    boundaries: 'recorded',
    delays: [12.5, 0, 0, 0, 0],
    end: 'complete',
    recordedAt: '2026-05-06T07:08:09.000Z',
  })
})
