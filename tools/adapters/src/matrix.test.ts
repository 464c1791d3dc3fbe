import type { Received } from '@respool/conformance/driver'
import { memoryStore, parseCassette, type CassetteStore, type Interaction } from '@respool/core'
import { startServer, type TestServer } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { adapters } from './adapters.ts'
import { exchanges } from './exchanges.ts'
import { driversOf, tape } from './tape.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
  for (const { path, script } of exchanges) if (script) server.script(path, script)
})
afterAll(() => server.stop())

const drivers = driversOf(adapters)
/** What each driver has recorded. */
const contents = new Map<string, readonly object[]>()

describe.each(drivers)('recorded through $name', ({ name: recorder, adapter, driver }) => {
  let store: CassetteStore
  let recorded: readonly Interaction[]
  let stored: number
  beforeAll(async () => {
    store = memoryStore()
    const summary = await tape(adapter, driver, { mode: 'once', store, recordErrors: true }, async (send) => {
      for (const { path, sent } of exchanges) await read(await send({ ...sent, url: server.url + path }))
    })
    stored = summary.recorded
    recorded = (await parseCassette((await store.read('adapters.yaml'))!)).interactions
    contents.set(recorder, recorded.map(contentOf))
  })

  test('it is stored whole', () => {
    expect([stored, recorded.length]).toEqual([exchanges.length, exchanges.length])
  })

  test.each(drivers)('it replays through $name, chunk by chunk', async (other) => {
    const before = { count: server.count, connections: server.connections }
    const summary = await tape(other.adapter, other.driver, { mode: 'replay', strict: true, store }, async (send) => {
      for (const [index, { name, path, sent }] of exchanges.entries()) {
        const received = await send({ ...sent, url: server.url + path })
        const { response } = recorded[index]!
        expect(received.status, name).toBe(response.status)
        if (received.statusText !== undefined) expect(received.statusText, name).toBe(response.statusText)
        const { chunks, broke } = await read(received)
        expect(chunks, name).toEqual(response.chunks.map(latin1))
        expect(broke, name).toBe(response.end === 'failed')
      }
    })
    expect(summary).toMatchObject({ replayed: exchanges.length, network: 0 })
    expect({ count: server.count, connections: server.connections }).toEqual(before)
  })
})

test('whoever recorded it, the same is stored', () => {
  expect(contents.size).toBe(drivers.length)
  const [first] = contents.values()
  for (const [name, content] of contents) expect(content, name).toEqual(first)
})

/** What must not depend on the client: not where chunks were cut, nor how a header is spelt. */
function contentOf({ request, response }: Interaction) {
  const { status, statusText, headers, chunks, end } = response
  return {
    method: request.method,
    url: request.url,
    body: typeof request.body === 'string' ? request.body : latin1(request.body),
    status,
    statusText,
    headers: headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`).toSorted(),
    content: chunks.map(latin1).join(''),
    end,
  }
}

const latin1 = (chunk: Uint8Array) => Buffer.from(chunk).toString('latin1')

async function read({ chunks }: Received): Promise<{ chunks: string[]; broke: boolean }> {
  const texts: string[] = []
  try {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) texts.push(latin1(next.value))
    return { chunks: texts, broke: false }
  } catch {
    return { chunks: texts, broke: true }
  }
}
