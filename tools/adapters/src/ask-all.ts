// Run as a process of its own, so that imports are the platform's own: asks in every way with one patch installed in replay, and prints what came of each.
import { subscribe } from 'node:diagnostics_channel'

import { memoryStore } from '@respool/core'
import { patchFetch } from '@respool/fetch'
import { openRecorder, patchHttp } from '@respool/node-http'
import { patchUndici } from '@respool/undici'

import { startLiveServer } from './live-server.ts'
import { bare, gaps, silent, waysOut, type WayOut } from './ways-out.ts'

/** What came of one way out. */
export interface Outcome {
  readonly name: string
  readonly requests: number
  readonly connections: number
  readonly sockets: number
  readonly status: number | undefined
  readonly told: string
}

const patches = {
  patchFetch: [patchFetch],
  patchUndici: [patchUndici],
  patchHttp: [patchHttp],
  'all three': [patchUndici, patchHttp, patchFetch],
}
const which = process.argv[2] as keyof typeof patches

const { url, seen } = await startLiveServer()
const recorder = await openRecorder('nothing.yaml', { mode: 'replay', store: memoryStore() })
let sockets = 0
subscribe('net.client.socket', () => void sockets++)

async function ask({ name, ask: use }: WayOut): Promise<Outcome> {
  const before = { ...seen, sockets }
  const told = await use(url).catch((error: unknown) => ({ status: undefined, text: String(error) }))
  // A connection that was tried reaches the server a little later.
  await new Promise((resolve) => setTimeout(resolve, 20))
  return {
    name,
    requests: seen.requests - before.requests,
    connections: seen.connections - before.connections,
    sockets: sockets - before.sockets,
    status: told.status,
    told: told.text,
  }
}

const ways = waysOut[which](recorder)
for (const { warm } of ways) await warm?.(url)
const warmed = seen.connections
const undo = patches[which].map((patch) => patch({ recorder }))
const closed: Outcome[] = []
for (const way of ways) closed.push(await ask(way))
const quiet: Outcome[] = []
if (patches[which].includes(patchUndici)) for (const way of silent) quiet.push(await ask(way))
const unused: Outcome[] = []
if (patches[which].includes(patchHttp)) for (const way of bare) unused.push(await ask(way))
const open: Outcome[] = []
for (const way of gaps) open.push(await ask(way))
for (const patch of undo.toReversed()) patch[Symbol.dispose]()
await recorder.close().catch(() => {})
process.stdout.write(`${JSON.stringify({ warmed, closed, quiet, unused, open })}\n`, () => process.exit(0))
