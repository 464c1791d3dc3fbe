import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import type { CassetteStore } from '@respool/core'
import { expect } from 'vitest'

import { readToEnd, textOf } from './read.ts'
import type { Rig } from './rig.ts'
import { recordedThree, path } from './three.ts'

const script = fileURLToPath(new URL('./leave.ts', import.meta.url))

export function leftovers(rig: Rig): void {
  const { adapter, driver } = rig

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

  rig.case('nothing keeps the process alive after close: neither a stalled response, read or not, nor a slow replay', async () => {
    const unread = rig.server.nextStream('/unread')
    const halfRead = rig.server.nextStream('/half-read')
    for (const stream of [unread, halfRead]) void stream.chunk('data: 1\n\n')
    const run = promisify(execFile)(
      process.execPath,
      ['--conditions=@respool/source', '--unhandled-rejections=strict', script, adapter.module, driver.name, rig.server.url],
      { timeout: 25_000 },
    )
    const { stdout } = await run
    expect(JSON.parse(stdout)).toEqual({ statuses: [200, 200], recorded: 2, replayed: 1, outside: 400 })
    // Nor does it hold a connection: it was let go of.
    expect(await unread.closed).toBe('client')
    expect(await halfRead.closed).toBe('client')
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
