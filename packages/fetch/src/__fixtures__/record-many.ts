// Run as a process or a thread of its own: opens a recorder, says so, waits to be told, then asks and closes.
import { appendFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { createFetch, openRecorder, type RecorderOptions } from '@respool/fetch'

export interface Job {
  readonly cassette: string
  readonly mode: NonNullable<RecorderOptions['mode']>
  /** The first part of every label; `<worker>:<number>`. */
  readonly worker: number
  readonly count: number
  readonly url: string
  /** Where to say, at once, which interaction's end the application has been given. */
  readonly acks: string
  /** How long every fifth request is. */
  readonly large?: number
  /** What they are filled with. */
  readonly pad?: string
  /** How many are asked at a time. */
  readonly lanes?: number
}

export interface Report {
  readonly misses: number
  /** How long closing took, in milliseconds. */
  readonly closing: number
  readonly warnings: readonly string[]
  /** Why closing failed. */
  readonly failure?: string
}

const job: Job = parentPort ? workerData : JSON.parse(process.argv[2]!)
const tell = (message: unknown) => (parentPort ? parentPort.postMessage(message) : process.send!(message))
const told = new Promise((resolve) => (parentPort ? parentPort.once('message', resolve) : process.once('message', resolve)))

const recorder = await openRecorder(job.cassette, { mode: job.mode })
tell('open')
await told
const fetch = createFetch(recorder)
let misses = 0
let next = 0
async function lane(): Promise<void> {
  while (next < job.count) {
    const number = next++
    const label = `${job.worker}:${number}`
    const pad = (job.pad ?? 'x').repeat(number % 5 === 4 ? (job.large ?? 20_000) : 500)
    const response = await fetch(`${job.url}/echo/body`, { method: 'POST', body: JSON.stringify({ label, pad }) })
    await response.arrayBuffer()
    if (response.headers.get('x-respool') === 'miss') misses++
    else appendFileSync(job.acks, `${label}\n`)
  }
}
await Promise.all(Array.from({ length: job.lanes ?? 2 }, lane))
const start = performance.now()
const closed = await recorder.close().then(
  ({ warnings }) => ({ warnings }),
  ({ code, message }: Error & { code?: string }) => ({ warnings: [], ...(code !== 'miss' && { failure: message }) }),
)
tell({ misses, closing: performance.now() - start, ...closed } satisfies Report)
// Neither a listener nor a connection that is kept alive is to hold it.
process.exit()
