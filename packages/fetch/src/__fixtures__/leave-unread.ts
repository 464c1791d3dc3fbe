// Run as a process of its own: leaves one response unread and one replay half read, closes, and should then end by itself.
import { memoryStore } from '@respool/core'
import { createFetch, openRecorder } from '@respool/fetch'

const [url] = process.argv.slice(2)
const store = memoryStore()
const recorder = await openRecorder('left.yaml', { mode: 'once', store })
const unread = await createFetch(recorder)(url!)
const { recorded } = await recorder.close()

const player = await openRecorder('left.yaml', { mode: 'replay', store, pace: { speed: 0.001 } })
void createFetch(player)(url!).catch(() => {})
await player.close()
console.log(JSON.stringify({ status: unread.status, recorded }))
