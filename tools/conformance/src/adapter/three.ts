import { memoryStore, type CassetteStore, type RecorderOptions } from '@respool/core'
import type { HandWrittenStream } from '@respool/testkit'

import type { Received, Send, Sent } from './driver.ts'
import { decode, readToEnd, type Whole } from './read.ts'
import { onlyStored, type Rig, type Taped } from './rig.ts'

export const path = '/v1/by-hand'
export const sent = ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']

/** A response of which three chunks are in the client's hands, each before the next was sent; its ending is the test's. */
export interface Three {
  readonly stream: HandWrittenStream
  readonly received: Received
}

export async function receiveThree(rig: Rig, send: Send, more: Partial<Sent> = {}): Promise<Three> {
  const stream = rig.server.nextStream(path)
  const pending = send({ ...more, url: rig.server.url + path })
  await stream.head()
  const received = await pending
  for (const chunk of sent) {
    await stream.chunk(chunk)
    await received.chunks.next()
  }
  return { stream, received }
}

export interface RecordingThree extends Three, AsyncDisposable {
  readonly store: CassetteStore
  readonly taped: Taped
}

export async function recordThree(rig: Rig, more: Partial<Sent> = {}, options: RecorderOptions = {}): Promise<RecordingThree> {
  const store = memoryStore()
  const taped = await rig.open(store, options)
  try {
    const three = await receiveThree(rig, taped.send, more)
    return { ...three, store, taped, [Symbol.asyncDispose]: () => taped[Symbol.asyncDispose]() }
  } catch (error) {
    await taped[Symbol.asyncDispose]()
    throw error
  }
}

/** Three chunks and a clean end. */
export async function recordedThree(rig: Rig): Promise<CassetteStore> {
  await using three = await recordThree(rig)
  await three.stream.end()
  await three.received.chunks.next()
  await three.taped.close()
  return three.store
}

/** How the one interaction ended, and what there is of it. */
export async function ending(store: CassetteStore): Promise<{ end: string; error: string | undefined; chunks: string[] }> {
  const { end, error, chunks } = (await onlyStored(store)).response
  return { end, error, chunks: chunks.map(decode) }
}

export async function replayThree(rig: Rig, store: CassetteStore): Promise<Whole & { texts: string[] }> {
  await using taped = await rig.open(store, { mode: 'replay' })
  const whole = await readToEnd(await taped.send({ url: rig.server.url + path }))
  await taped.close()
  return { ...whole, texts: whole.chunks.map(decode) }
}
