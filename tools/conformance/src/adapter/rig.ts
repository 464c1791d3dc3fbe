import {
  memoryStore,
  parseCassette,
  type CassetteStore,
  type Interaction,
  type Patch,
  type PatchOptions,
  type Recorder,
  type RecorderOptions,
  type Summary,
} from '@respool/core'
import { startServer, type TestServer } from '@respool/testkit'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import type { AdapterUnderTest, Driver, GapTopic, Send } from './driver.ts'

export const cassette = 'conformance.yaml'

/** A client whose traffic is taped. Left open, nothing of it is saved. */
export interface Taped extends AsyncDisposable {
  readonly recorder: Recorder
  readonly send: Send
  /** Closes the recorder, then undoes the patch. */
  close(): Promise<Summary>
}

/** What the cases of the suite are made with: a server, a driver, recorders. */
export interface Rig {
  readonly adapter: AdapterUnderTest
  readonly driver: Driver
  readonly server: TestServer
  /** Registers a case. One that a gap of the driver's is about is skipped under the gap's name. */
  case(name: string, run: () => Promise<void>, topic?: GapTopic): void
  hasGap(topic: GapTopic): boolean
  open(store: CassetteStore, options?: RecorderOptions): Promise<Taped>
  /** Installs the driver's patch, until it is disposed of or the case is over, however it ends: what hangs must not tape the next one. */
  patch(options?: PatchOptions): Patch
  /** Does the same recording, then replaying; the second time nothing may reach the server, and every interaction must be played. */
  twice<Value>(use: (send: Send) => Promise<Value>, options?: RecorderOptions): Promise<Twice<Value>>
  /** Does the same without the adapter, recording and replaying: all three results must be the same. */
  sameAsBare<Value>(use: (send: Send) => Promise<Value>, options?: RecorderOptions): Promise<Twice<Value>>
}

interface Twice<Value> {
  readonly recorded: Value
  readonly replayed: Value
  readonly store: CassetteStore
}

export function createRig(adapter: AdapterUnderTest, driver: Driver): Rig {
  let server: TestServer | undefined
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())
  const installed: Patch[] = []
  afterEach(() => {
    for (const each of installed.splice(0).reverse()) each[Symbol.dispose]()
  })

  function patch(options?: PatchOptions): Patch {
    if (!driver.patch) throw new Error(`${driver.name} patches nothing.`)
    const made = driver.patch(options)
    installed.push(made)
    return made
  }

  const gapOn = (topic: GapTopic | undefined) => driver.gaps?.find((gap) => gap.topic === topic)

  async function open(store: CassetteStore, options: RecorderOptions = {}): Promise<Taped> {
    const recorder = await adapter.openRecorder(cassette, { mode: 'once', store, ...options })
    const patched = driver.patch && patch({ recorder })
    const undo = () => patched?.[Symbol.dispose]()
    let closed = false
    return {
      recorder,
      send: driver.tape ? driver.tape(recorder) : driver.send,
      async close() {
        closed = true
        try {
          return await recorder.close()
        } finally {
          undo()
        }
      },
      async [Symbol.asyncDispose]() {
        if (closed) return
        undo()
        recorder.discard()
        await recorder.close().catch(() => {})
      },
    }
  }

  async function once<Value>(store: CassetteStore, use: (send: Send) => Promise<Value>, options: RecorderOptions): Promise<Value> {
    await using taped = await open(store, { strict: true, ...options })
    const value = await use(taped.send)
    await taped.close()
    return value
  }

  async function twice<Value>(use: (send: Send) => Promise<Value>, options: RecorderOptions = {}): Promise<Twice<Value>> {
    const store = memoryStore()
    const recorded = await once(store, use, { ...options, mode: options.mode ?? 'once' })
    const before = contactOf(rig.server)
    const replayed = await once(store, use, { ...options, mode: 'replay' })
    expect(contactOf(rig.server)).toEqual(before)
    return { recorded, replayed, store }
  }

  const rig: Rig = {
    adapter,
    driver,
    get server() {
      if (!server) throw new Error('The server runs only while tests do.')
      return server
    },
    case(name, run, topic) {
      const gap = gapOn(topic)
      if (!gap) test.each([name])('%s', run)
      else test(`${name} (gap: ${gap.name})`, (context) => context.skip(gap.why))
    },
    hasGap: (topic) => gapOn(topic) !== undefined,
    open,
    patch,
    twice,
    async sameAsBare(use, options) {
      const bare = await use(driver.send)
      const both = await twice(use, options)
      expect(both.recorded).toEqual(bare)
      expect(both.replayed).toEqual(bare)
      return both
    },
  }
  return rig
}

/** All of the network that a replay may not touch. */
export function contactOf({ count, connections }: TestServer): { count: number; connections: number } {
  return { count, connections }
}

export async function storedIn(store: CassetteStore): Promise<readonly Interaction[]> {
  const bytes = await store.read(cassette)
  return bytes ? (await parseCassette(bytes)).interactions : []
}

/** The one interaction that there is. */
export async function onlyStored(store: CassetteStore): Promise<Interaction> {
  const stored = await storedIn(store)
  expect(stored.length).toBe(1)
  return stored[0]!
}
