import { memoryStore } from '@respool/core'
import { fakeClock } from '@respool/testkit'
import { expect } from 'vitest'

import { decode, readToEnd, rejectionOf, shapeOf, textOf } from './read.ts'
import { storedIn, type Rig } from './rig.ts'
import { asleep } from './streams.ts'
import { ending, path, receiveThree, recordThree, replayThree, sent } from './three.ts'

export function breaking(rig: Rig): void {
  const url = () => rig.server.url + path

  for (const how of ['reset', 'close'] as const) {
    rig.case(`an upstream that breaks after three chunks is stored as failed, and its replay fails after three (${how})`, async () => {
      const bare = await receiveThree(rig, rig.driver.send)
      await bare.stream.cut(how)
      const bareError = (await readToEnd(bare.received)).error
      expect(rig.driver.isNetworkError(bareError), String(bareError)).toBe(true)

      await using three = await recordThree(rig)
      await three.stream.cut(how)
      const whole = await readToEnd(three.received)
      expect(whole.chunks).toEqual([])
      expect(shapeOf(whole.error)).toEqual(shapeOf(bareError))
      expect((await three.taped.close()).recorded).toBe(1)
      const stored = await ending(three.store)
      expect(stored).toMatchObject({ end: 'failed', chunks: sent })
      expect(stored.error).toMatch(/\S/)

      const replay = await replayThree(rig, three.store)
      expect(replay.texts).toEqual(sent)
      expect(rig.driver.isNetworkError(replay.error), String(replay.error)).toBe(true)
    })
  }

  rig.case('what breaks before there is an answer is passed on and not stored', async () => {
    const ask = async (send: typeof rig.driver.send) => {
      const stream = rig.server.nextStream(path)
      const rejection = rejectionOf(send({ url: url() }))
      await stream.cut('reset')
      return rejection
    }
    const bare = await ask(rig.driver.send)
    const store = memoryStore()
    const clock = fakeClock({ autoAdvance: true })
    await using taped = await rig.open(store, { clock })
    expect(shapeOf(await ask(taped.send))).toEqual(shapeOf(bare))
    expect((await taped.close()).recorded).toBe(0)
    // Nothing is left for closing to wait for.
    expect(clock.sleeps).toEqual([])
    expect(await storedIn(store)).toEqual([])
  })

  rig.case('a server that is not there is the error that it is without the adapter', async () => {
    // The server listens on the other loopback address only.
    const gone = rig.server.url.replace('127.0.0.1', '[::1]')
    const bare = shapeOf(await rejectionOf(rig.driver.send({ url: gone })))
    await using taped = await rig.open(memoryStore())
    expect(shapeOf(await rejectionOf(taped.send({ url: gone })))).toEqual(bare)
    expect((await taped.close()).recorded).toBe(0)
  })

  rig.case('a response that nobody reads is read to its end when the recorder closes, and is still there', async () => {
    const store = memoryStore()
    await using taped = await rig.open(store)
    const stream = rig.server.nextStream(path)
    const pending = taped.send({ url: url() })
    await stream.chunk(sent[0]!)
    const received = await pending
    void stream.end()
    await taped.close()
    expect(await ending(store)).toMatchObject({ end: 'complete', chunks: sent.slice(0, 1) })
    expect(await textOf(received)).toBe(sent[0])
  })

  rig.case('one that never ends is stored as cancelled, after two seconds by the clock', async () => {
    const store = memoryStore()
    const clock = fakeClock()
    await using taped = await rig.open(store, { clock })
    const stream = rig.server.nextStream(path)
    const pending = taped.send({ url: url() })
    await stream.chunk(sent[0]!)
    const received = await pending
    const closing = taped.close()
    await asleep(clock)
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
    expect(await ending(store)).toEqual({ end: 'cancelled', error: undefined, chunks: sent.slice(0, 1) })
    const { chunks, error } = await readToEnd(received)
    expect(chunks.map(decode).filter((chunk) => chunk !== sent[0])).toEqual([])
    expect(error).toBeDefined()
  })
}
