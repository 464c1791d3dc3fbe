import { httpRequest, memoryStore, stringifyCassette, type CassetteStore, type RecorderOptions } from '@respool/core'
import { fakeClock, interactionOf } from '@respool/testkit'
import { expect } from 'vitest'

import { decode, readToEnd } from './read.ts'
import { cassette, contactOf, onlyStored, type Rig } from './rig.ts'

const path = '/v1/by-hand'

export function streams(rig: Rig): void {
  rig.case('the application holds each chunk before the server sends the next; 201 are 201 in replay', async () => {
    const store = memoryStore()
    await using taped = await rig.open(store)
    const stream = rig.server.nextStream(path)
    const pending = taped.send({ url: rig.server.url + path })
    await stream.head()
    const { chunks } = await pending
    const sent: string[] = []
    for (let n = 1; n <= 201; n++) {
      sent.push(`data: {"n":${n}}\n\n`)
      await stream.chunk(sent.at(-1)!)
      // Not another byte leaves the server until this read has it.
      const { value } = await chunks.next()
      expect(decode(value)).toBe(sent.at(-1))
    }
    await stream.end()
    expect((await chunks.next()).done).toBe(true)
    expect(await taped.close()).toMatchObject({ recorded: 1, network: 1 })

    expect((await onlyStored(store)).response.chunks.map(decode)).toEqual(sent)
    expect(await replayed(rig, store)).toEqual(sent)
  })

  for (const count of [201, 5001]) {
    rig.case(`a built cassette of ${count} chunks replays in ${count}`, async () => {
      const chunks = Array.from({ length: count }, (_, n) => `data: {"n":${n},"text":"Olá"}\n\n`)
      expect(await replayed(rig, built(rig, chunks))).toEqual(chunks)
    })
  }

  rig.case('chunks of every size, from one byte to a quarter of a megabyte', async () => {
    const chunks = [1, 2, 100, 16_384, 65_535, 65_536, 65_537, 262_144, 1].map((size) => 'x'.repeat(size))
    expect(await replayed(rig, built(rig, chunks))).toEqual(chunks)
  })

  rig.case('a burst is replayed with the boundaries that the recording saw', async () => {
    const store = memoryStore()
    await using taped = await rig.open(store)
    const stream = rig.server.nextStream(path)
    const pending = taped.send({ url: rig.server.url + path })
    await stream.head()
    for (let n = 0; n < 300; n++) void stream.chunk(`data: ${'x'.repeat(n)}\n\n`)
    void stream.end()
    const seen = await readToEnd(await pending)
    await taped.close()
    const stored = (await onlyStored(store)).response.chunks.map(decode)
    expect(stored.join('')).toBe(seen.chunks.map(decode).join(''))
    expect(await replayed(rig, store)).toEqual(stored)
  })

  rig.case('a reader that takes its time gets every byte', async () => {
    const chunks = Array.from({ length: 40 }, (_, n) => `${n} `.repeat(1000))
    await using taped = await rig.open(built(rig, chunks), { mode: 'replay' })
    const received = await taped.send({ url: rig.server.url + path })
    let text = ''
    for (let next = await received.chunks.next(); !next.done; next = await received.chunks.next()) {
      text += decode(next.value)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await taped.close()
    expect(text).toBe(chunks.join(''))
  })

  rig.case('pace: recorded waits exactly as long as the server once did, instant never waits, speed divides', async () => {
    const store = await recordWithPauses(rig)
    const sleepsAt = async (pace: RecorderOptions['pace']) => {
      const clock = fakeClock({ autoAdvance: true })
      expect(await replayed(rig, store, { ...(pace && { pace }), clock })).toEqual(['data: a\n\n', 'data: b\n\n', 'data: c\n\n'])
      return clock.sleeps
    }
    // Tenths of a millisecond, cut from the running total: 120.4, 155.7 (155.65), 1155.7, 1162.7.
    expect(await sleepsAt('recorded')).toEqual([120.4, 35.3, 1000, 7])
    expect(await sleepsAt({ speed: 2 })).toEqual([60.2, 17.65, 500, 3.5])
    expect(await sleepsAt('instant')).toEqual([])
    expect(await sleepsAt(undefined)).toEqual([])
  })

  rig.case('pace: a chunk is there as soon as it is due, and not before', async () => {
    const store = await recordWithPauses(rig)
    const clock = fakeClock()
    await using taped = await rig.open(store, { mode: 'replay', pace: 'recorded', clock })
    const pending = taped.send({ url: rig.server.url + path })
    await asleep(clock)
    await clock.advance(120.4)
    const { chunks } = await pending
    for (const [wait, want] of [
      [35.3, 'data: a\n\n'],
      [0, 'data: b\n\n'],
      [1000, 'data: c\n\n'],
    ] as const) {
      const next = chunks.next()
      if (wait > 0) {
        await asleep(clock)
        await clock.advance(wait)
      }
      expect(decode((await next).value)).toBe(want)
    }
    const end = chunks.next()
    await asleep(clock)
    await clock.advance(7)
    expect((await end).done).toBe(true)
    await taped.close()
  })
}

/** Until something sleeps on this clock: the client's own machinery takes some turns. */
export async function asleep(clock: { readonly pending: number }): Promise<void> {
  while (clock.pending === 0) await new Promise((resolve) => setTimeout(resolve, 1))
}

function built(rig: Rig, chunks: readonly string[]): CassetteStore {
  const interaction = interactionOf({ request: httpRequest({ url: rig.server.url + path }), chunks })
  return memoryStore({ [cassette]: stringifyCassette({ interactions: [interaction] }) })
}

async function replayed(rig: Rig, store: CassetteStore, options: RecorderOptions = {}): Promise<string[]> {
  const before = contactOf(rig.server)
  await using taped = await rig.open(store, { mode: 'replay', strict: true, ...options })
  const { chunks, error } = await readToEnd(await taped.send({ url: rig.server.url + path }))
  expect(error).toBeUndefined()
  expect(await taped.close()).toMatchObject({ replayed: 1, network: 0 })
  expect(contactOf(rig.server)).toEqual(before)
  return chunks.map(decode)
}

async function recordWithPauses(rig: Rig): Promise<CassetteStore> {
  const store = memoryStore()
  const clock = fakeClock()
  await using taped = await rig.open(store, { clock })
  const stream = rig.server.nextStream(path)
  const pending = taped.send({ url: rig.server.url + path })
  await stream.request
  await clock.advance(120.4)
  await stream.head()
  const { chunks } = await pending
  for (const [wait, chunk] of [
    [35.25, 'data: a\n\n'],
    [0, 'data: b\n\n'],
    [1000, 'data: c\n\n'],
  ] as const) {
    await clock.advance(wait)
    await stream.chunk(chunk)
    await chunks.next()
  }
  await clock.advance(7)
  await stream.end()
  await chunks.next()
  await taped.close()
  return store
}
