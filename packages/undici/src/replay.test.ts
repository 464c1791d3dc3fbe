import { memoryStore, stringifyCassette, type RecorderOptions } from '@respool/core'
import { bindRecorder } from '@respool/core/node'
import { interactionOf, startServer, type InteractionOptions } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adapter } from './__fixtures__/drivers.ts'
import { undicis } from './__fixtures__/undicis.ts'
import { bindDispatch } from './bind-dispatch.ts'
import type { Controller, ParsedHeaders } from './dispatcher.ts'
import { openRecorder, patchUndici } from './index.ts'

const url = 'http://127.0.0.1:8080/built'

/** A recorder that replays one built response. */
function replaying(response: InteractionOptions, options: RecorderOptions = {}, method = 'GET') {
  const interaction = interactionOf({ ...response, request: { method, url, headers: [], body: '' } })
  const store = memoryStore({ 'built.yaml': stringifyCassette({ interactions: [interaction] }) })
  return openRecorder('built.yaml', { mode: 'replay', store, ...options })
}

// The others are composed of the same.
const patched = adapter.drivers.filter((driver) => driver.patch)

describe.each(patched.map((driver) => [driver.name, driver] as const))('%s', (__, driver) => {
  test.each([201, 5001])('%i chunks come as as many', async (count) => {
    const chunks = Array.from({ length: count }, (___, n) => `data: {"n":${n}}\n\n`)
    const recorder = await replaying({ chunks })
    using patch = driver.patch!({ recorder })
    const received = await driver.send({ url })
    const seen: string[] = []
    for (let next = await received.chunks.next(); !next.done; next = await received.chunks.next())
      seen.push(Buffer.from(next.value).toString())
    expect(seen.length).toBe(count)
    expect(seen).toEqual(chunks)
    expect(patch.outside).toEqual({ passed: 0, missed: 0 })
    await recorder.close()
  })

  test('a recorded 1xx, for which clients would wait for ever, is an error that says so', async () => {
    const recorder = await replaying({ status: 150, statusText: 'Odd', body: '' })
    using _ = driver.patch!({ recorder })
    const error = (await driver.send({ url }).catch((thrown: unknown) => thrown)) as Error
    expect(`${error.message} ${String(error.cause)}`).toContain('has the status 150')
    await recorder.close()
  })
})

describe.each(Object.entries(undicis))('%s', (__, undici) => {
  test('a connection that broke fails with the error that this undici knows', async () => {
    const recorder = await replaying({ chunks: ['data: 1\n\n'], end: 'failed', error: 'other side closed' })
    using _ = patchUndici({ recorder })
    const { body } = await undici.request(url)
    const error: unknown = await body.text().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(undici.errors.SocketError)
    expect(error).toMatchObject({ code: 'UND_ERR_SOCKET', cause: { code: 'recording-failed', details: { chunks: 1 } } })
    await recorder.close()
  })

  test('a request that is given up without a reason fails with the error that this undici knows', async () => {
    const recorder = await replaying({ chunks: ['data: 1\n\n', 'data: 2\n\n'] })
    using _ = patchUndici({ recorder })
    const { body } = await undici.request(url)
    body.destroy()
    const error: unknown = await body.text().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(undici.errors.RequestAbortedError)
    await recorder.close()
  })

  test('an answer to HEAD has no content, whatever was recorded', async () => {
    const recorder = await replaying({ chunks: ['none of it'] }, {}, 'HEAD')
    using _ = patchUndici({ recorder })
    const { statusCode, body } = await undici.request(url, { method: 'HEAD' })
    expect([statusCode, await body.text()]).toEqual([200, ''])
    await recorder.close()
  })

  test('a factory that throws fails its own request, and nothing else', async () => {
    const recorder = await replaying({ chunks: ['data: 1\n\n'] })
    using _ = patchUndici({ recorder })
    const asking = undici.stream(url, { method: 'GET' }, () => {
      throw new Error('no room')
    })
    await expect(asking).rejects.toThrow('no room')
    expect((await recorder.close()).replayed).toBe(1)
  })

  test('headers and a query in any form that undici takes', async () => {
    const interaction = interactionOf({
      request: { method: 'GET', url: `${url}?a=1&b=%C3%BC`, headers: [['X-Mine', 'yes']], body: '' },
      body: 'found',
    })
    const store = memoryStore({ 'built.yaml': stringifyCassette({ interactions: [interaction] }) })
    const recorder = await openRecorder('built.yaml', { mode: 'replay', store, repeats: true, match: { headers: ['x-mine'] } })
    using _ = patchUndici({ recorder })
    for (const headers of [
      { 'x-mine': 'yes' },
      { 'X-Mine': ['yes'] },
      ['x-mine', 'yes'],
      new Map([['x-mine', 'yes']]),
      new Headers({ 'x-mine': 'yes' }),
    ]) {
      const { body } = await undici.request(url, { headers: headers as never, query: { a: 1, b: 'ü' } })
      expect(await body.text()).toBe('found')
    }
    expect((await recorder.close()).replayed).toBe(1 * 5)
  })
})

describe('what nobody reads', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  // One for each way in which a handler can ask to pause.
  const some = patched.filter(({ name }) => /^Node|6 request|7 stream|8 request/.test(name))
  test.each(some.map((driver) => [driver.name, driver] as const))(
    'holds its server back, until the recorder closes: %s',
    async (_, driver) => {
      const store = memoryStore()
      const recorder = await openRecorder('unread.yaml', { mode: 'once', store, redact: false })
      using patch = driver.patch!({ recorder })
      const stream = server.nextStream('/large')
      const pending = driver.send({ url: `${server.url}/large` })
      await stream.head({ headers: { 'content-type': 'application/octet-stream' } })
      const piece = new Uint8Array(1 << 20).fill(255)
      let taken = 0
      const sending = (async () => {
        for (let n = 0; n < 12; n++) {
          await stream.chunk(piece)
          taken++
        }
        await stream.end()
      })()
      const received = await pending
      await new Promise((resolve) => setTimeout(resolve, 150))
      // Sockets on both sides hold more than one might think, but not all of it.
      expect(taken).toBeLessThan(12)
      // Drained all the same; to write so much down would take its time.
      recorder.discard()
      expect(await recorder.close()).toMatchObject({ network: 1, notStored: [] })
      await sending
      let length = 0
      for (let next = await received.chunks.next(); !next.done; next = await received.chunks.next()) length += next.value.byteLength
      expect(length).toBe(12 * piece.byteLength)
      expect(patch.outside).toEqual({ passed: 0, missed: 0 })
    },
  )
})

test('a handler has the headers parsed, and as they came: a value beyond ASCII as its bytes', async () => {
  const recorder = await replaying({
    headers: [
      ['X-Name', 'Olá €'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ],
    body: 'hi',
  })
  const seen = await new Promise((resolve, reject) => {
    const handler = {
      onRequestStart() {},
      onResponseStart: ({ rawHeaders }: Controller, _: number, headers: ParsedHeaders) =>
        resolve({ raw: (rawHeaders as Buffer[]).map(String), headers }),
      onResponseError: (_: Controller, error: Error) => reject(error),
    }
    bindDispatch(bindRecorder('test', { recorder }), () => false)({ origin: url, path: '/built', method: 'GET' }, handler)
  })
  const name = Buffer.from('Olá €').toString('latin1')
  expect(seen).toEqual({
    raw: ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Name', 'Olá €'],
    headers: { 'x-name': name, 'set-cookie': ['a=1', 'b=2'] },
  })
  await recorder.close()
})
