// Run as a process of its own: through every client at once, leaves one response unread and one half read, both stalled, and a replay that waits; closes, and should
// then end by itself.
import { memoryStore, type RecorderOptions } from '@respool/core'

import type { AdapterUnderTest, Driver, Sent } from './driver.ts'

const [module, url, ...names] = process.argv.slice(2)
const { adapter } = (await import(module!)) as { adapter: AdapterUnderTest }
const drivers = adapter.drivers.filter(({ name }) => names.includes(name))
const undo = [...new Set(drivers.flatMap(({ patch }) => patch ?? []))].map((patch) => patch())

async function open(driver: Driver, options: RecorderOptions) {
  const recorder = await adapter.openRecorder('left.yaml', options)
  return { recorder, send: driver.tape ? driver.tape(recorder) : (sent: Sent) => recorder.run(() => driver.send(sent)) }
}

async function leave(driver: Driver, index: number) {
  const store = memoryStore()
  const recording = await open(driver, { mode: 'once', store })
  const unread = await recording.send({ url: `${url}/unread/${index}` })
  const halfRead = await recording.send({ url: `${url}/half-read/${index}` })
  await halfRead.chunks.next()
  halfRead.cancel()
  const { recorded } = await recording.recorder.close()

  const playing = await open(driver, { mode: 'replay', store, pace: { speed: 0.001 } })
  void playing.send({ url: `${url}/unread/${index}` }).catch(() => {})
  // Until the playback has begun.
  await new Promise((resolve) => setTimeout(resolve, 100))
  const { replayed } = await playing.recorder.close()
  const late = (await playing.send({ url: `${url}/late` })).status
  return { driver: driver.name, statuses: [unread.status, halfRead.status], recorded, replayed, late }
}

const outcomes = await Promise.all(drivers.map(leave))
for (const each of undo.toReversed()) each[Symbol.dispose]()
console.log(JSON.stringify(outcomes))
