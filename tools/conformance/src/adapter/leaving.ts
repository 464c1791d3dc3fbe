import { getEventListeners } from 'node:events'

import { memoryStore, type Recorder } from '@respool/core'
import { fakeClock } from '@respool/testkit'
import { expect } from 'vitest'

import type { Send } from './driver.ts'
import { decode, readToEnd, rejectionOf, shapeOf, textOf } from './read.ts'
import { contactOf, onlyStored, storedIn, type Rig } from './rig.ts'
import { asleep } from './streams.ts'
import { ending, path, receiveThree, recordedThree, recordThree, replayThree, sent } from './three.ts'

const enough = () => new Error('enough')

export function leaving(rig: Rig): void {
  const url = () => rig.server.url + path

  /** The error with which this client, left to itself, meets an abort of its signal. */
  async function bareError(when: 'before sending' | 'before the head' | 'between chunks') {
    const controller = new AbortController()
    const { signal } = controller
    if (when === 'before sending') {
      controller.abort(enough())
      return shapeOf(await rejectionOf(rig.driver.send({ url: url(), signal })))
    }
    if (when === 'before the head') return shapeOf(await abortBeforeHead(rig.driver.send, controller))
    const { received } = await receiveThree(rig, rig.driver.send, { signal })
    controller.abort(enough())
    return shapeOf((await readToEnd(received)).error)
  }

  async function abortBeforeHead(send: Send, controller: AbortController): Promise<unknown> {
    const silent = rig.server.nextStream(path)
    const rejection = rejectionOf(send({ url: url(), signal: controller.signal }))
    await silent.request
    controller.abort(enough())
    const error = await rejection
    expect(await silent.closed).toBe('client')
    return error
  }

  rig.case('before it has sent: rejects as the client does, and nothing is stored', async () => {
    const bare = await bareError('before sending')
    const store = memoryStore()
    await using taped = await rig.open(store)
    const before = rig.server.count
    const error = await rejectionOf(taped.send({ url: url(), signal: AbortSignal.abort(enough()) }))
    expect(shapeOf(error)).toEqual(bare)
    expect((await taped.close()).recorded).toBe(0)
    expect(rig.server.count).toBe(before)
    expect(await storedIn(store)).toEqual([])
  })

  for (const mode of ['once', 'rerecord'] as const) {
    rig.case(`before the head, while recording: rejects as the client does, the server sees it, nothing is stored (${mode})`, async () => {
      const bare = await bareError('before the head')
      const store = memoryStore()
      const clock = fakeClock({ autoAdvance: true })
      await using taped = await rig.open(store, { mode, clock })
      const error = await abortBeforeHead(taped.send, new AbortController())
      expect(shapeOf(error)).toEqual(bare)
      expect((await taped.close()).recorded).toBe(0)
      // Nothing is left for closing to wait for.
      expect(clock.sleeps).toEqual([])
      expect(await storedIn(store)).toEqual([])
    })
  }

  rig.case('after three chunks, by its signal: stored as cancelled, and the replay fails after three', async () => {
    const bare = await bareError('between chunks')
    const controller = new AbortController()
    await using three = await recordThree(rig, { signal: controller.signal })
    controller.abort(enough())
    const { chunks, error } = await readToEnd(three.received)
    expect(chunks).toEqual([])
    expect(shapeOf(error)).toEqual(bare)
    expect(await three.stream.closed).toBe('client')
    await three.taped.close()
    expect(await ending(three.store)).toEqual({ end: 'cancelled', error: undefined, chunks: sent })
    const replay = await replayThree(rig, three.store)
    expect(replay.texts).toEqual(sent)
    expect(replay.error).toBeDefined()
  })

  rig.case("after three chunks, in the client's own way: stored as cancelled, and the replay fails after three", async () => {
    await using three = await recordThree(rig)
    three.received.cancel()
    expect(await three.stream.closed).toBe('client')
    await three.taped.close()
    expect(await ending(three.store)).toEqual({ end: 'cancelled', error: undefined, chunks: sent })
    const replay = await replayThree(rig, three.store)
    expect(replay.texts).toEqual(sent)
    expect(replay.error).toBeDefined()
  })

  rig.case('after the end: the recording is whole', async () => {
    const controller = new AbortController()
    await using three = await recordThree(rig, { signal: controller.signal })
    await three.stream.end()
    expect(await three.received.chunks.next()).toMatchObject({ done: true })
    controller.abort(enough())
    three.received.cancel()
    await three.taped.close()
    expect(await ending(three.store)).toMatchObject({ end: 'complete', chunks: sent })
  })

  rig.case('while the upstream stalls, before the head and after', async () => {
    const bare = await bareError('between chunks')
    const store = memoryStore()
    await using taped = await rig.open(store)
    await abortBeforeHead(taped.send, new AbortController())

    const second = new AbortController()
    const stalled = rig.server.nextStream(path)
    const pending = taped.send({ url: url(), signal: second.signal })
    await stalled.chunk(sent[0]!)
    const { chunks } = await pending
    await chunks.next()
    const rejection = rejectionOf(chunks.next())
    second.abort(enough())
    expect(shapeOf(await rejection)).toEqual(bare)
    expect(await stalled.closed).toBe('client')
    await taped.close()
    expect(await ending(store)).toEqual({ end: 'cancelled', error: undefined, chunks: sent.slice(0, 1) })
  })

  rig.case('in replay, before it has sent: rejects as the client does, and nothing is played', async () => {
    const bare = await bareError('before sending')
    await using taped = await rig.open(await recordedThree(rig), { mode: 'replay' })
    const error = await rejectionOf(taped.send({ url: url(), signal: AbortSignal.abort(enough()) }))
    expect(shapeOf(error)).toEqual(bare)
    expect((await taped.close()).unused).toEqual([0])
  })

  rig.case('in replay, right after it has sent: the next one still finds the recording', async () => {
    await using taped = await rig.open(await recordedThree(rig), { mode: 'replay' })
    const controller = new AbortController()
    const rejection = rejectionOf(taped.send({ url: url(), signal: controller.signal }))
    controller.abort(enough())
    await rejection
    expect(await textOf(await taped.send({ url: url() }))).toBe(sent.join(''))
    expect((await taped.close()).replayed).toBe(1)
  })

  rig.case('in replay, between chunks: ends the stream as the client does', async () => {
    const bare = await bareError('between chunks')
    const store = await recordedThree(rig)
    const before = contactOf(rig.server)
    await using taped = await rig.open(store, { mode: 'replay' })
    const controller = new AbortController()
    const { chunks } = await taped.send({ url: url(), signal: controller.signal })
    expect(decode((await chunks.next()).value)).toBe(sent[0])
    controller.abort(enough())
    const { error } = await readToEnd({ chunks })
    await taped.close()
    expect(contactOf(rig.server)).toEqual(before)
    expect(shapeOf(error)).toEqual(bare)
  })

  for (const [name, awaited] of [
    ['the head', 0],
    ['a chunk', 1],
  ] as const) {
    rig.case(`in replay, while it waits for ${name}: the wait ends`, async () => {
      const recording = fakeClock()
      const store = memoryStore()
      {
        await using taped = await rig.open(store, { clock: recording })
        const stream = rig.server.nextStream(path)
        const pending = taped.send({ url: url() })
        await stream.request
        if (awaited === 0) await recording.advance(60_000)
        await stream.head()
        const received = await pending
        if (awaited === 1) await recording.advance(60_000)
        await stream.chunk(sent[0]!)
        await received.chunks.next()
        await stream.end()
        await received.chunks.next()
        await taped.close()
      }
      const clock = fakeClock()
      await using taped = await rig.open(store, { mode: 'replay', pace: 'recorded', clock })
      const controller = new AbortController()
      const pending = taped.send({ url: url(), signal: controller.signal })
      const waiting = rejectionOf(awaited === 0 ? pending : pending.then(({ chunks }) => chunks.next()))
      await asleep(clock)
      await clock.advance(1000)
      expect(clock.pending).toBe(1)
      controller.abort(enough())
      expect(await waiting).toBeDefined()
      await settled()
      expect(clock.pending).toBe(0)
      await taped.close()
    })
  }

  rig.case("in replay, in the client's own way: the wait ends, and so does the playback", async () => {
    const clock = fakeClock()
    const store = await recordedThree(rig)
    await using taped = await rig.open(store, { mode: 'replay', clock })
    const received = await taped.send({ url: url() })
    await received.chunks.next()
    received.cancel()
    await settled()
    expect(clock.pending).toBe(0)
    expect((await taped.close()).replayed).toBe(1)
  })

  rig.case('at the last line of JSON, by reading no further: stored as complete all the same, without waiting for close', async () => {
    const store = memoryStore()
    await using taped = await rig.open(store, { mode: 'new-episodes', repeats: true })
    const stream = rig.server.nextStream(path)
    const pending = taped.send({ url: url() })
    await stream.head({ headers: { 'content-type': 'application/x-ndjson' } })
    await stream.chunk('{"done":false}\n')
    const { chunks } = await pending
    expect(decode((await chunks.next()).value)).toBe('{"done":false}\n')
    await stream.chunk('{"done":true}\n')
    expect(decode((await chunks.next()).value)).toBe('{"done":true}\n')
    await stream.end()
    const before = contactOf(rig.server)
    const askAgain = async () => textOf(await taped.send({ url: url() }))
    await expect.poll(() => isStored(taped.recorder, url())).toBe(true)
    expect(await askAgain()).toBe('{"done":false}\n{"done":true}\n')
    expect(contactOf(rig.server)).toEqual(before)
    await taped.close()
    expect((await onlyStored(store)).response.end).toBe('complete')
  })

  rig.case('a signal that lives longer than the response is let go of', async () => {
    const listenersAfter = async (send: Send) => {
      const { signal } = new AbortController()
      await textOf(await send({ url: `${rig.server.url}/v1/models`, signal }))
      await settled()
      return getEventListeners(signal, 'abort').length
    }
    // Node's own fetch keeps one, weakly.
    const bare = await listenersAfter(rig.driver.send)
    const { recorded, replayed } = await rig.twice(listenersAfter)
    expect(recorded).toBeLessThanOrEqual(bare)
    expect(replayed).toBeLessThanOrEqual(bare)
  })
}

/** Would a recorder that records what it does not know have an answer? */
function isStored(recorder: Recorder, url: string): boolean {
  const verdict = recorder.begin({ method: 'GET', url, headers: [] })
  const decision = verdict.kind === 'body' ? verdict.decide(undefined) : verdict
  if (decision.kind === 'record') decision.capture.drop()
  return decision.kind === 'replay'
}

/** A few turns of the event loop, in which a client tells the adapter that nobody is there any more. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}
