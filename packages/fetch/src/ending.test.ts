import { memoryStore, parseCassette, type CassetteStore } from '@respool/core'
import { fakeClock, startServer } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createFetch, openRecorder, type RecorderOptions } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const path = '/v1/by-hand'
const sent = ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']

async function open(store: CassetteStore, options: RecorderOptions) {
  const recorder = await openRecorder('ending.yaml', { store, ...options })
  return { recorder, fetch: createFetch(recorder) }
}

/** Records the three chunks, each held by the client before the next, and leaves the ending to the test. */
async function recordThree(store: CassetteStore, init: RequestInit = {}, options: RecorderOptions = {}) {
  const { recorder, fetch } = await open(store, { mode: 'once', ...options })
  const stream = server.nextStream(path)
  const pending = fetch(server.url + path, init)
  await stream.head()
  const reader = (await pending).body!.getReader()
  for (const chunk of sent) {
    await stream.chunk(chunk)
    await reader.read()
  }
  return { recorder, stream, reader }
}

async function stored(store: CassetteStore) {
  const { interactions } = await parseCassette((await store.read('ending.yaml'))!)
  expect(interactions.length).toBe(1)
  const { end, error, chunks } = interactions[0]!.response
  return { end, error, chunks: chunks.map((chunk) => new TextDecoder().decode(chunk)) }
}

/** Replays to the end: the chunks, and the error in which it ended. */
async function replayed(store: CassetteStore): Promise<{ chunks: string[]; error: unknown }> {
  const { recorder, fetch } = await open(store, { mode: 'replay' })
  const chunks: string[] = []
  let error: unknown
  try {
    for await (const chunk of (await fetch(server.url + path)).body!) chunks.push(new TextDecoder().decode(chunk))
  } catch (thrown) {
    error = thrown
  }
  await recorder.close()
  return { chunks, error }
}

describe('a client that goes away after three chunks is stored as cancelled, and its replay fails after three', () => {
  test.each<[string, (reader: ReadableStreamDefaultReader<Uint8Array>, controller: AbortController) => Promise<void>]>([
    ['by cancelling the body', (reader) => reader.cancel('enough')],
    [
      'by its abort signal',
      async (reader, controller) => {
        controller.abort(new Error('enough'))
        await expect(reader.read()).rejects.toThrow('enough')
      },
    ],
  ])('%s', async (_, leave) => {
    const store = memoryStore()
    const controller = new AbortController()
    const { recorder, stream, reader } = await recordThree(store, { signal: controller.signal })
    await leave(reader, controller)
    expect(await stream.closed).toBe('client')
    await recorder.close()
    expect(await stored(store)).toEqual({ end: 'cancelled', error: undefined, chunks: sent })
    const { chunks, error } = await replayed(store)
    expect(chunks).toEqual(sent)
    expect(error).toMatchObject({ name: 'RespoolError', code: 'recording-cancelled', details: { chunks: 3 } })
  })
})

test('an upstream that breaks after three chunks is stored as failed, and its replay fails as fetch does', async () => {
  const store = memoryStore()
  const { recorder, stream, reader } = await recordThree(store)
  await stream.cut('reset')
  await expect(reader.read()).rejects.toThrow(TypeError)
  await recorder.close()
  const { end, error, chunks } = await stored(store)
  expect({ end, chunks }).toEqual({ end: 'failed', chunks: sent })
  expect(error).toMatch(/terminated: .*(ECONNRESET|other side closed)/)
  const replay = await replayed(store)
  expect(replay.chunks).toEqual(sent)
  expect(replay.error).toBeInstanceOf(TypeError)
  expect(replay.error).toMatchObject({ message: 'terminated', cause: { code: 'recording-failed', details: { chunks: 3, reason: error } } })
})

test('what breaks before there is an answer is passed on and not stored', async () => {
  const store = memoryStore()
  const { recorder, fetch } = await open(store, { mode: 'once' })
  const stream = server.nextStream(path)
  const pending = fetch(server.url + path)
  await stream.cut('reset')
  await expect(pending).rejects.toThrow('fetch failed')
  expect((await recorder.close()).recorded).toBe(0)
  expect(await store.read('ending.yaml')).toBeUndefined()
})

test('a stalled upstream does not hold an abort back, before the head and after', async () => {
  const store = memoryStore()
  const { recorder, fetch } = await open(store, { mode: 'once' })
  const controller = new AbortController()
  const silent = server.nextStream(path)
  const pending = fetch(server.url + path, { signal: controller.signal })
  await silent.request
  controller.abort()
  await expect(pending).rejects.toThrow(/abort/)

  const second = new AbortController()
  const stalled = server.nextStream(path)
  const answered = fetch(server.url + path, { signal: second.signal })
  await stalled.chunk('data: 1\n\n')
  const reader = (await answered).body!.getReader()
  await reader.read()
  const next = reader.read()
  second.abort()
  await expect(next).rejects.toThrow(/abort/)
  await recorder.close()
  expect(await stored(store)).toEqual({ end: 'cancelled', error: undefined, chunks: ['data: 1\n\n'] })
})

describe('a response that nobody reads', () => {
  test('is read to its end when the recorder closes', async () => {
    const store = memoryStore()
    const { recorder, fetch } = await open(store, { mode: 'once' })
    const stream = server.nextStream(path)
    const pending = fetch(server.url + path)
    await stream.chunk('data: 1\n\n')
    const response = await pending
    void stream.end()
    await recorder.close()
    expect(await stored(store)).toMatchObject({ end: 'complete' })
    // And the application still finds all of it.
    expect(await response.text()).toBe('data: 1\n\n')
  })

  test('and never ends is stored as cancelled, after two seconds by the clock', async () => {
    const store = memoryStore()
    const clock = fakeClock()
    const { recorder, fetch } = await open(store, { mode: 'once', clock })
    const stream = server.nextStream(path)
    const pending = fetch(server.url + path)
    await stream.chunk('data: 1\n\n')
    const response = await pending
    const closing = recorder.close()
    while (clock.pending === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    await clock.advance(1999)
    let closed = false
    void closing.then(() => (closed = true))
    await clock.advance(0)
    expect(closed).toBe(false)
    await clock.advance(1)
    expect((await closing).recorded).toBe(1)
    expect(clock.sleeps).toEqual([2000])
    expect(clock.pending).toBe(0)
    expect(await stream.closed).toBe('client')
    expect(await stored(store)).toEqual({ end: 'cancelled', error: undefined, chunks: ['data: 1\n\n'] })
    await expect(response.text()).rejects.toMatchObject({ code: 'recorder-closed' })
  })
})

describe('in replay, an abort', () => {
  const recorded = async (end: 'complete') => {
    const store = memoryStore()
    const { recorder, stream, reader } = await recordThree(store)
    await stream.end()
    await reader.read()
    await recorder.close()
    expect(await stored(store)).toMatchObject({ end })
    return store
  }

  test('before the request rejects it, and plays nothing', async () => {
    const { recorder, fetch } = await open(await recorded('complete'), { mode: 'replay' })
    await expect(fetch(server.url + path, { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late')
    expect((await recorder.close()).unused).toEqual([0])
  })

  test('between chunks ends the stream with its reason', async () => {
    const { recorder, fetch } = await open(await recorded('complete'), { mode: 'replay' })
    const controller = new AbortController()
    const reader = (await fetch(server.url + path, { signal: controller.signal })).body!.getReader()
    await reader.read()
    controller.abort(new Error('enough'))
    await expect(reader.read()).rejects.toThrow('enough')
    await recorder.close()
  })

  test('while it waits for a slow chunk, ends the wait', async () => {
    const store = memoryStore()
    const recording = fakeClock()
    const { recorder, stream, reader } = await recordThree(store, {}, { clock: recording })
    await recording.advance(60_000)
    await stream.chunk('data: late\n\n')
    await reader.read()
    await stream.end()
    await reader.read()
    await recorder.close()

    const clock = fakeClock()
    const replay = await open(store, { mode: 'replay', pace: 'recorded', clock })
    const controller = new AbortController()
    const slow = (await replay.fetch(server.url + path, { signal: controller.signal })).body!.getReader()
    for (const _ of sent) await slow.read()
    const waiting = slow.read()
    await clock.advance(1000)
    expect(clock.pending).toBe(1)
    controller.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    expect(clock.pending).toBe(0)
    await replay.recorder.close()
  })

  test('lets go of a signal that lives longer than the response', async () => {
    const { recorder, fetch } = await open(await recorded('complete'), { mode: 'replay' })
    const controller = new AbortController()
    let listeners = 0
    vi.spyOn(controller.signal, 'addEventListener').mockImplementation(() => listeners++)
    vi.spyOn(controller.signal, 'removeEventListener').mockImplementation(() => listeners--)
    await (await fetch(server.url + path, { signal: controller.signal })).text()
    expect(listeners).toBe(0)
    await recorder.close()
  })
})
