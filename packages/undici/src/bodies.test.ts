import { Readable } from 'node:stream'
import { memoryStore, parseCassette } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { undicis } from './__fixtures__/undicis.ts'
import { openRecorder, patchUndici } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const endless = () =>
  new Readable({
    read() {
      setImmediate(() => this.push('more '))
    },
  })

// Made anew for each sending; what arrives, and by which header its length is told.
const bodies: readonly [string, () => unknown, string, 'content-length' | 'transfer-encoding'][] = [
  ['an ArrayBuffer', () => new TextEncoder().encode('Olá').buffer, 'Olá', 'content-length'],
  ['a view of part of a buffer', () => new DataView(new TextEncoder().encode('xOláx').buffer, 1, 4), 'Olá', 'content-length'],
  ['an iterable of pieces', () => ['one ', Buffer.from('two')], 'one two', 'transfer-encoding'],
  ['a Readable', () => Readable.from(['one ', 'two']), 'one two', 'transfer-encoding'],
  [
    'a generator',
    async function* () {
      yield 'one '
      yield Buffer.from('two')
    },
    'one two',
    'transfer-encoding',
  ],
]

describe.each(Object.entries(undicis))('%s', (__, undici) => {
  const send = async (path: string, body: unknown, more: object = {}) => {
    const response = await undici.request(server.url + path, { method: 'POST', body: body as string, ...more })
    return response.body.text()
  }

  test.each(bodies)('%s arrives as it would without us, and finds its answer again', async (___, make, text, length) => {
    const store = memoryStore()
    for (const mode of ['once', 'replay'] as const) {
      const recorder = await openRecorder('bodies.yaml', { mode, store, strict: true })
      using _ = patchUndici({ recorder })
      expect(await send('/echo/body', make())).toBe(text)
      await recorder.close()
    }
    expect(server.requests.at(-1)!.headers[length]).toBeDefined()
  })

  test.each([
    ['its own', () => new undici.FormData()],
    ['the global one', () => new FormData()],
  ])('a form of a kind is sent as such, whatever the dispatcher below knows: %s', async (___, make) => {
    const store = memoryStore()
    const form = () => {
      const made = make() as FormData
      made.append('model', 'whisper-1')
      made.append('file', new File([new Uint8Array([1, 2, 3])], 'a.bin', { type: 'audio/wav' }))
      return made
    }
    for (const mode of ['once', 'replay'] as const) {
      const recorder = await openRecorder('bodies.yaml', { mode, store, strict: true })
      using _ = patchUndici({ recorder })
      expect(await send('/echo/body', form())).toContain('name="model"\r\n\r\nwhisper-1')
      await recorder.close()
    }
    expect(server.requests.at(-1)!.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    // Its type is stored, for without it no boundary is known.
    const { interactions } = await parseCassette((await store.read('bodies.yaml'))!)
    expect(interactions[0]!.request.headers.map(([name]) => name)).toContain('Content-Type')
  })

  test('a body that breaks fails the request with its own error, and nothing reaches the server', async () => {
    const { count } = server
    const recorder = await openRecorder('bodies.yaml', { mode: 'once', store: memoryStore() })
    using _ = patchUndici({ recorder })
    const broken = async function* () {
      yield 'one '
      throw new Error('the disk is gone')
    }
    await expect(send('/echo/body', broken())).rejects.toThrow('the disk is gone')
    await expect(send('/echo/body', [{ neither: 'text nor bytes' }])).rejects.toThrow('neither text nor bytes')
    expect(server.count).toBe(count)
    expect((await recorder.close()).recorded).toBe(0)
  })

  test.each(['once', 'replay', 'rerecord'] as const)(
    'a request that is given up while its endless body is read fails at once, and lets go of it (%s)',
    async (mode) => {
      const { count } = server
      const recorder = await openRecorder('bodies.yaml', { mode, store: memoryStore() })
      using _ = patchUndici({ recorder })
      const body = endless()
      const controller = new AbortController()
      const sending = send('/echo/body', body, { signal: controller.signal })
      setTimeout(() => controller.abort(new Error('enough')), 20)
      await expect(sending).rejects.toThrow('enough')
      expect(body.destroyed).toBe(true)
      expect(server.count).toBe(count)
      expect(await recorder.close()).toMatchObject({ recorded: 0, misses: [] })
    },
  )

  test('a miss that is known without its body is answered while the body is still being sent', async () => {
    const recorder = await openRecorder('bodies.yaml', { mode: 'replay', store: memoryStore(), hosts: ['api.openai.com'], others: 'miss' })
    using _ = patchUndici({ recorder })
    const body = endless()
    expect(await send('/echo/body', body)).toContain('respool_miss')
    body.destroy()
    await expect(recorder.close()).rejects.toMatchObject({ code: 'miss' })
  })

  test('what a passed body asks while it is read belongs to the scope of its request', async () => {
    const { port } = new URL(server.url)
    const recorder = await openRecorder('bodies.yaml', { mode: 'once', store: memoryStore(), hosts: ['localhost'] })
    using patch = patchUndici()
    const asking = async function* () {
      yield 'one '
      const { body } = await undici.request(`http://localhost:${port}/v1/models`)
      await body.dump()
      yield 'two'
    }
    await recorder.run(async () => {
      expect(await send('/echo/body', asking())).toBe('one two')
      expect(await send('/echo/body', Readable.from(asking()))).toBe('one two')
    })
    expect(await recorder.close()).toMatchObject({ recorded: 2, passed: 2 })
    expect(patch.outside).toEqual({ passed: 0, missed: 0 })
  })
})
