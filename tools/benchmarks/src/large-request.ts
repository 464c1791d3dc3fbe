import { memoryStore } from '@respool/core'
import { createFetch, openRecorder } from '@respool/fetch'
import { median, row, type Table } from './table.ts'

const url = 'https://api.openai.com/v1/chat/completions'
const runs = 60

/** A turn of an agent: 200 kB of prompt, asked for with the recorded text, and with the same meaning in another order. */
export async function largeRequest(): Promise<Table> {
  const requests = Array.from({ length: runs }, (_, index) => chat(index))
  const store = await record(requests.map((request) => JSON.stringify(request)))
  const floors: number[] = []
  for (const request of requests) {
    const text = JSON.stringify(request)
    floors.push(await time(() => void JSON.stringify(JSON.parse(text))))
  }
  const floor = median(floors)
  const same = await replay(
    store,
    requests.map((request) => JSON.stringify(request)),
  )
  const reordered = await replay(
    store,
    requests.map((request) => JSON.stringify(Object.fromEntries(Object.entries(request).reverse()))),
  )
  return {
    title: `A chat request of ${Math.round(JSON.stringify(requests[0]).length / 1000)} kB, median of ${runs}, beside JSON.parse + JSON.stringify of it`,
    rows: [
      row('JSON.parse + JSON.stringify', floor, floor),
      row('replay, the recorded text', same, floor),
      row('replay, keys in another order', reordered, floor),
    ],
  }
}

function chat(seed: number) {
  const messages = Array.from({ length: 100 }, (_, turn) => ({
    role: turn % 2 ? 'assistant' : 'user',
    content: `Turn ${turn} of conversation ${seed}: "quoted", tabbed\t and broken\n`.repeat(34),
  }))
  return { model: 'gpt-4o', messages, temperature: 0.2, stream: true }
}

async function record(bodies: readonly string[]) {
  const store = memoryStore()
  const recorder = await openRecorder('large.yaml', { mode: 'once', store })
  const taped = createFetch(recorder, { fetch: async () => Response.json({ choices: [] }) })
  for (const body of bodies) await (await taped(url, { method: 'POST', body })).text()
  await recorder.close()
  return store
}

async function replay(store: ReturnType<typeof memoryStore>, bodies: readonly string[]): Promise<number> {
  const recorder = await openRecorder('large.yaml', { mode: 'replay', store })
  const taped = createFetch(recorder)
  const times: number[] = []
  for (const body of bodies) times.push(await time(async () => void (await (await taped(url, { method: 'POST', body })).text())))
  await recorder.close()
  return median(times)
}

async function time(action: () => void | Promise<void>): Promise<number> {
  const before = performance.now()
  await action()
  return performance.now() - before
}
