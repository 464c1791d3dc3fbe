import { memoryStore, type CassetteStore } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRecorder, patchUndici, type RecorderOptions } from './index.ts'
import { calls, chunksOf, textOf } from './test-data.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const open = (store: CassetteStore, options: RecorderOptions) => openRecorder('calls.yaml', { store, ...options })
const body = JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Say hi in Portuguese' }] })
const chat = { method: 'POST', headers: { 'content-type': 'application/json' }, body }

describe.each(Object.entries(calls))('%s', (name, call) => {
  const ask = () => call(`${server.url}/v1/chat/completions`, chat)

  test('is recorded, then replayed without the network', async () => {
    using _ = patchUndici()
    const store = memoryStore()
    const recording = await open(store, { mode: 'once' })
    const recorded = await recording.run(async () => {
      const answer = await ask()
      return { status: answer.status, cookies: answer.header('set-cookie'), text: await textOf(answer) }
    })
    expect(await recording.close()).toMatchObject({ recorded: 1, network: 1 })
    expect(recorded.text).toContain('data: [DONE]')

    const { count, connections } = server
    const replaying = await open(store, { mode: 'replay', strict: true })
    const replayed = await replaying.run(async () => {
      const answer = await ask()
      return { status: answer.status, cookies: answer.header('set-cookie'), text: await textOf(answer) }
    })
    await replaying.close()
    expect({ count: server.count, connections: server.connections }).toEqual({ count, connections })
    // Cookies are secrets.
    expect(replayed).toEqual({ ...recorded, cookies: [] })
  })

  test('has a miss explained, in one try', async () => {
    using _ = patchUndici()
    const { count } = server
    const recorder = await open(memoryStore(), { mode: 'replay' })
    const { status, text } = await recorder.run(async () => {
      const answer = await ask()
      return { status: answer.status, text: await textOf(answer) }
    })
    expect(status).toBe(400)
    expect(text).toContain('no cassette at memory:calls.yaml')
    expect(server.count).toBe(count)
    await expect(recorder.close()).rejects.toMatchObject({ code: 'miss', details: { tries: 1 } })
  })

  test('passes where it is not taped', async () => {
    using patch = patchUndici({ outside: 'pass' })
    expect(await textOf(await ask())).toContain('data: [DONE]')
    expect(patch.outside).toEqual({ passed: 1, missed: 0 })
    const recorder = await open(memoryStore(), { mode: 'passthrough' })
    expect(await recorder.run(async () => textOf(await ask()))).toContain('data: [DONE]')
    expect(await recorder.close()).toMatchObject({ passed: 1, recorded: 0 })
  })

  test.each([201, 5001])('%i chunks come as as many', async (count) => {
    using _ = patchUndici()
    const chunks = Array.from({ length: count }, (__, n) => `data: {"n":${n}}\n\n`)
    const store = memoryStore({ 'calls.yaml': await builtCassette(`${server.url}/built`, chunks) })
    const recorder = await open(store, { mode: 'replay' })
    const seen = await recorder.run(async () => chunksOf((await call(`${server.url}/built`)).body))
    expect(seen.length, name).toBe(count)
    expect(seen).toEqual(chunks)
    await recorder.close()
  })
})

async function builtCassette(url: string, chunks: readonly string[]): Promise<string> {
  const { stringifyCassette } = await import('@respool/core')
  const { cassetteOf, interactionOf } = await import('@respool/testkit')
  return stringifyCassette(cassetteOf(interactionOf({ id: 0, request: { method: 'GET', url, headers: [], body: '' }, chunks })))
}
