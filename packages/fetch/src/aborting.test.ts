import { memoryStore } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFetch, openRecorder } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

test('a request body that never ends does not hold an abort back', async () => {
  const recorder = await openRecorder('forms.yaml', { store: memoryStore(), mode: 'once' })
  const controller = new AbortController()
  const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('and so on')) })
  const pending = createFetch(recorder)(server.url, { method: 'POST', body, duplex: 'half', signal: controller.signal } as RequestInit)
  controller.abort(new Error('enough'))
  await expect(pending).rejects.toThrow('enough')
  expect((await recorder.close()).recorded).toBe(0)
})

test('an abort arrives even after the garbage collector has been, whatever form the request had', async () => {
  const { gc } = globalThis as { gc?: () => void }
  expect(gc, 'run with --expose-gc').toBeDefined()
  for (const args of [
    [server.url + '/stall', { method: 'POST', body: new Uint8Array([1]) }],
    [new Request(`${server.url}/stall`, { method: 'POST', body: 'x' }), {}],
  ] as const) {
    const controller = new AbortController()
    const stream = server.nextStream('/stall')
    const recorder = await openRecorder('forms.yaml', { store: memoryStore(), mode: 'once' })
    const pending = createFetch(recorder)(args[0], { ...args[1], signal: controller.signal })
    await stream.chunk('one')
    const reader = (await pending).body!.getReader()
    await reader.read()
    gc?.()
    await new Promise((resolve) => setTimeout(resolve, 10))
    gc?.()
    controller.abort(new Error('enough'))
    await expect(reader.read()).rejects.toThrow('enough')
    expect(await stream.closed).toBe('client')
    await recorder.close()
  }
})
