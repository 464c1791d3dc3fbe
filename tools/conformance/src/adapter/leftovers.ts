import type { CassetteStore } from '@respool/core'
import { expect } from 'vitest'

import { readToEnd, textOf } from './read.ts'
import type { Rig } from './rig.ts'
import { recordedThree, path } from './three.ts'

export function leftovers(rig: Rig): void {
  rig.case('no timer, socket, listener or handle after replays of every kind', async () => {
    const store = await recordedThree(rig)
    // The first one loads what is loaded once and for all.
    await replayAll(rig, store)
    const before = await resources()
    for (let n = 0; n < 20; n++) await replayAll(rig, store)
    const after = await resources()
    const more = Object.entries(after).filter(([kind, count]) => count > (before[kind] ?? 0))
    expect(more, JSON.stringify(before)).toEqual([])
  })
}

/** Read to the end, left unread, cancelled half-way, aborted, missed. */
async function replayAll(rig: Rig, store: CassetteStore): Promise<void> {
  const url = rig.server.url + path
  await using taped = await rig.open(store, { mode: 'replay', repeats: true })
  await textOf(await taped.send({ url }))
  await taped.send({ url })
  const half = await taped.send({ url })
  await half.chunks.next()
  half.cancel()
  const controller = new AbortController()
  const aborted = await taped.send({ url, signal: controller.signal })
  controller.abort()
  await readToEnd(aborted)
  await taped.send({ url: `${rig.server.url}/missed` })
  await taped.close().catch(() => {})
}

/** All that could hold a process, counted by kind, and the listeners of the process; once what is being closed is closed. */
async function resources(): Promise<{ readonly [kind: string]: number }> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  const counts: { [name: string]: number } = {}
  for (const kind of process.getActiveResourcesInfo().toSorted()) counts[kind] = (counts[kind] ?? 0) + 1
  for (const name of process.eventNames()) counts[`on ${String(name)}`] = process.listenerCount(name)
  return counts
}
