import { expect, test } from 'vitest'

import { startServer } from './server.ts'

const decoder = new TextDecoder()

async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string | undefined> {
  const { value } = await reader.read()
  return value && decoder.decode(value)
}

test('the client holds each chunk before the next is sent, and sees the same chunks', async () => {
  await using server = await startServer()
  const stream = server.nextStream('/by-hand')
  const response = fetch(`${server.url}/by-hand`, { method: 'POST', body: 'hi' })
  expect((await stream.request).text).toBe('hi')
  await stream.head({ status: 201, statusText: 'Made By Hand', headers: { 'x-one': '1' } })
  const { status, statusText, headers, body } = await response
  expect([status, statusText, headers.get('x-one')]).toEqual([201, 'Made By Hand', '1'])
  const reader = body!.getReader()
  for (let index = 0; index < 201; index++) {
    expect(await stream.chunk(`chunk ${index};`)).toBe(true)
    expect(await readChunk(reader)).toBe(`chunk ${index};`)
  }
  await stream.end()
  expect(await readChunk(reader)).toBeUndefined()
  expect(await stream.closed).toBe('server')
})

test('a cut is an error for the client, after the chunks it holds', async () => {
  await using server = await startServer()
  for (const how of ['reset', 'close'] as const) {
    const stream = server.nextStream('/cut')
    const response = fetch(`${server.url}/cut`)
    void stream.chunk('first')
    const reader = (await response).body!.getReader()
    expect(await readChunk(reader)).toBe('first')
    await stream.cut(how)
    await expect(reader.read()).rejects.toThrow('terminated')
    expect(await stream.closed).toBe('server')
    expect(await stream.chunk('too late')).toBe(false)
  }
})

test('a cut before the head fails the request itself', async () => {
  await using server = await startServer()
  const stream = server.nextStream('/cut')
  void stream.cut()
  await expect(fetch(`${server.url}/cut`)).rejects.toThrow('fetch failed')
})

test('a client that goes away is noticed, in the middle of a stall too', async () => {
  await using server = await startServer()
  const stream = server.nextStream('/stall')
  const controller = new AbortController()
  const response = fetch(`${server.url}/stall`, { signal: controller.signal })
  await stream.head()
  await response
  const stalled = stream.stall()
  controller.abort()
  await stalled
  expect(await stream.closed).toBe('client')
})

test('streams are handed out in the order they were asked for; a script answers all the rest', async () => {
  await using server = await startServer()
  const remove = server.script(
    ({ path }) => path.startsWith('/v1/'),
    async (stream, request) => {
      await stream.chunk(`scripted ${request.path}`)
      await stream.end()
    },
  )
  const [first, second] = [server.nextStream('/v1/models'), server.nextStream('/v1/models')]
  for (const [stream, text] of [
    [first, 'first'],
    [second, 'second'],
  ] as const) {
    void stream.chunk(text)
    void stream.end()
    expect(await (await fetch(`${server.url}/v1/models?page=1`)).text()).toBe(text)
  }
  expect(await (await fetch(`${server.url}/v1/models`)).text()).toBe('scripted /v1/models')
  remove()
  expect(await (await fetch(`${server.url}/v1/models`)).json()).toMatchObject({ object: 'list' })
})

test('what a script throws cuts its response and comes out of stop', async () => {
  const server = await startServer()
  server.script('/broken', () => {
    throw new Error('a mistake in the test')
  })
  await expect(fetch(`${server.url}/broken`)).rejects.toThrow('fetch failed')
  await expect(server.stop()).rejects.toThrow('a mistake in the test')
})

test('stop closes open streams at once, and the port', async () => {
  const server = await startServer()
  const stream = server.nextStream('/open')
  const response = fetch(`${server.url}/open`)
  await stream.head()
  const text = (await response).text()
  await Promise.all([server.stop(), expect(text).rejects.toThrow('terminated')])
  expect(await stream.closed).toBe('server')
  await expect(fetch(server.url)).rejects.toThrow('fetch failed')
})
