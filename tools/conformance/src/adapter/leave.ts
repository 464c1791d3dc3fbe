// Run as a process of its own: leaves one response unread and one half read, both stalled, and a replay that waits; closes, and should then end by itself.
import { memoryStore, type Recorder } from '@respool/core'

import type { AdapterUnderTest } from './driver.ts'

const [module, name, url] = process.argv.slice(2)
const { adapter } = (await import(module!)) as { adapter: AdapterUnderTest }
const driver = adapter.drivers.find((each) => each.name === name)!
const store = memoryStore()

const tape = (recorder: Recorder) => {
  const patch = driver.patch?.({ recorder })
  return { send: driver.tape ? driver.tape(recorder) : driver.send, undo: () => patch?.[Symbol.dispose]() }
}

const recorder = await adapter.openRecorder('left.yaml', { mode: 'once', store })
const recording = tape(recorder)
const unread = await recording.send({ url: `${url}/unread` })
const halfRead = await recording.send({ url: `${url}/half-read` })
await halfRead.chunks.next()
halfRead.cancel()
const { recorded } = await recorder.close()
recording.undo()

const player = await adapter.openRecorder('left.yaml', { mode: 'replay', store, pace: { speed: 0.001 } })
const playing = tape(player)
void playing.send({ url: `${url}/unread` }).catch(() => {})
// Until the playback has begun.
await new Promise((resolve) => setTimeout(resolve, 50))
const { replayed } = await player.close()
const outside = (await playing.send({ url: `${url}/late` })).status
playing.undo()

console.log(JSON.stringify({ statuses: [unread.status, halfRead.status], recorded, replayed, outside }))
