import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { memoryStore } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { undicis } from './__fixtures__/undicis.ts'
import { openRecorder, patchUndici } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const first = Symbol.for('undici.globalDispatcher.1')
const second = Symbol.for('undici.globalDispatcher.2')
const symbols = [first, second]
const descriptors = () => symbols.map((symbol) => Object.getOwnPropertyDescriptor(globalThis, symbol))
const replaying = () => openRecorder('patch.yaml', { mode: 'replay', store: memoryStore() })
const [major = 0] = process.versions.node.split('.').map(Number)

describe('in a process of its own', () => {
  const script = fileURLToPath(new URL('./__fixtures__/late.ts', import.meta.url))
  const run = async (...args: string[]) => {
    const { count } = server
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--conditions=@respool/source', '--unhandled-rejections=strict', script, `${server.url}/v1/models`, ...args],
      { timeout: 20_000 },
    )
    return { ...(JSON.parse(stdout) as { unloaded: boolean; statuses: number[]; same: boolean[] }), reached: server.count - count }
  }

  test('patched before anything has loaded undici: a fetch captured earlier is caught, and works afterwards', async () => {
    expect(await run()).toMatchObject({ statuses: [400, 0, 200, 200], same: [true, true], reached: 2 })
  })

  test.each(Object.keys(undicis))('%s loaded before', async (name) => {
    expect(await run(name.replace(' ', '-'), 'before')).toMatchObject({
      statuses: [400, 0, 200, 200, 200, 200],
      same: [true, true],
      reached: 4,
    })
  })

  test.each(Object.keys(undicis))('%s loaded while patched is caught, and works afterwards', async (name) => {
    const { same, ...rest } = await run(name.replace(' ', '-'), 'during')
    expect(rest).toMatchObject({ statuses: [400, 400, 400, 0, 200, 200, 200, 200], reached: 4 })
    // undici 8 makes itself a dispatcher where there is none; it has found ours, and would break without it.
    const left = name === 'undici 8' && major < 24
    expect(same).toEqual([true, !left])
  })
})

test('what is restored is the very object, in the very property, also where several patches were nested', async () => {
  const before = descriptors()
  const [outer, inner] = [patchUndici(), patchUndici()]
  inner[Symbol.dispose]()
  outer[Symbol.dispose]()
  const after = descriptors()
  for (const [index, each] of before.entries()) {
    expect(after[index]?.value === each?.value).toBe(true)
    expect({ ...after[index], value: 0 }).toEqual({ ...each, value: 0 })
  }
})

test('whoever holds a patched dispatcher is not taped by it after it was undone', async () => {
  const recorder = await replaying()
  const patch = patchUndici({ recorder })
  const held = symbols.map((symbol) => Reflect.get(globalThis, symbol) as object)
  patch[Symbol.dispose]()
  for (const dispatcher of held) {
    const response = await fetch(`${server.url}/v1/models`, { dispatcher } as RequestInit)
    expect(await response.json()).toMatchObject({ object: 'list' })
  }
  expect((await recorder.close()).misses).toEqual([])
})

describe.each(Object.entries(undicis))('%s', (name, undici) => {
  // The one that this copy looks up.
  const symbol = name === 'undici 8' ? second : first

  test('what the global dispatcher is besides stays: it composes, closes and is of its class', async () => {
    const recorder = await replaying()
    const inner = undici.getGlobalDispatcher()
    using _ = patchUndici({ recorder })
    const patched = undici.getGlobalDispatcher()
    expect(patched === inner).toBe(false)
    expect(patched).toBeInstanceOf(inner.constructor)
    expect(typeof patched.close).toBe('function')
    const dispatcher = patched.compose((dispatch) => (options, handler) => dispatch(options, handler))
    const { statusCode, body } = await undici.request(`${server.url}/v1/models`, { dispatcher })
    await body.dump()
    expect(statusCode).toBe(400)
    await expect(recorder.close()).rejects.toMatchObject({ code: 'miss' })
  })

  test('setGlobalDispatcher() over the patch is reported when it is undone; undone itself, all is well', async () => {
    const recorder = await replaying()
    const before = symbols.map((each) => Reflect.get(globalThis, each) as unknown)
    const patch = patchUndici({ recorder })
    const patched = symbols.map((each) => Reflect.get(globalThis, each) as object)
    undici.setGlobalDispatcher(new undici.Agent())
    expect(Reflect.get(globalThis, symbol) === patched[symbols.indexOf(symbol)]).toBe(false)
    expect(() => patch[Symbol.dispose]()).toThrow(
      expect.objectContaining({
        code: 'patch-order',
        message: expect.stringContaining('setGlobalDispatcher() has to come before patchUndici()'),
      }),
    )
    for (const [index, each] of symbols.entries()) Object.defineProperty(globalThis, each, { value: patched[index] })
    patch[Symbol.dispose]()
    expect(symbols.map((each) => Reflect.get(globalThis, each) === before[symbols.indexOf(each)])).toEqual([true, true])
    await recorder.close()
  })
})

test('WebSockets get no way out in replay', async () => {
  const recorder = await replaying()
  using _ = patchUndici({ recorder })
  const { count, connections } = server
  for (const { WebSocket } of [globalThis, ...Object.values(undicis)]) {
    const socket = new WebSocket(server.url.replace('http', 'ws'))
    const event = await new Promise<string>((resolve) => {
      socket.addEventListener('error', () => resolve('error'))
      socket.addEventListener('open', () => resolve('open'))
    })
    expect(event).toBe('error')
  }
  expect({ count: server.count, connections: server.connections }).toEqual({ count, connections })
  await expect(recorder.close()).rejects.toThrow('upgrade')
})
