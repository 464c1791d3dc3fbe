import { httpRequest, memoryStore, stringifyCassette } from '@respool/core'
import { interactionOf, startServer } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFetch, openRecorder } from './index.ts'
import { twice } from './test-data.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

describe('a response is the same recorded and replayed', () => {
  const look = async (response: Response) => ({
    status: response.status,
    statusText: response.statusText,
    ok: response.ok,
    url: response.url,
    redirected: response.redirected,
    type: response.type,
    hasBody: response.body !== null,
    contentType: response.headers.get('content-type'),
    text: await response.text(),
  })
  test.each([
    ['JSON', '/v1/models', {}],
    ['204', '/status/204', {}],
    ['304', '/status/304', {}],
    ['HEAD', '/v1/models', { method: 'HEAD' }],
    ['a redirect', '/redirect/307/v1/models', {}],
    ['gzip, decoded', '/gzip', {}],
  ])('%s', async (_, path, init) => {
    const bare = await look(await fetch(server.url + path, init))
    const { recorded, replayed } = await twice(server, async (fetch) => look(await fetch(server.url + path, init)))
    expect(recorded).toEqual(bare)
    expect(replayed).toEqual(bare)
  })

  test('its clones are like it', async () => {
    const { recorded, replayed } = await twice(server, async (fetch) => {
      const response = await fetch(`${server.url}/redirect/307/v1/models`)
      const clone = response.clone().clone()
      const [one, other] = await Promise.all([response.text(), clone.text()])
      return { url: clone.url, redirected: clone.redirected, same: one === other }
    })
    expect(recorded).toEqual({ url: `${server.url}/v1/models`, redirected: true, same: true })
    expect(replayed).toEqual(recorded)
  })
})

describe('what a Response cannot be made with', () => {
  const play = async (response: { headers?: [string, string][]; status?: number; statusText?: string }) => {
    const cassette = stringifyCassette({
      interactions: [interactionOf({ request: httpRequest({ url: 'http://127.0.0.1/' }), body: 'hi', ...response })],
    })
    const recorder = await openRecorder('forms.yaml', { store: memoryStore({ 'forms.yaml': cassette }), mode: 'replay' })
    return createFetch(recorder)('http://127.0.0.1/')
  }
  test('a header or a reason in UTF-8 arrives as its bytes, as over the wire', async () => {
    const { headers, statusText } = await play({ headers: [['Content-Disposition', 'filename="€.txt"']], statusText: 'Schön €' })
    const text = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8')
    expect([text(headers.get('content-disposition')!), text(statusText)]).toEqual(['filename="€.txt"', 'Schön €'])
  })
  test('a status beyond 599 is that status, recorded and replayed', async () => {
    const { status, ok } = await play({ status: 999 })
    expect([status, ok]).toEqual([999, false])
    const { recorded, replayed } = await twice(server, async (fetch) => (await fetch(`${server.url}/status/999`)).status, {
      recordErrors: true,
    })
    expect([recorded, replayed]).toEqual([999, 999])
  })
  test('a reason of two lines is an error that names it', async () => {
    await expect(play({ statusText: 'a\nb' })).rejects.toThrow(/the status text "a\\nb".*mend it in the cassette/)
  })
  test('a header that is none is an error that names it', async () => {
    await expect(play({ headers: [['X Foo', 'a']] })).rejects.toThrow(/the header "X Foo"/)
  })
})

test('each chunk has a buffer of its own: one that is transferred takes no other with it', async () => {
  const url = 'http://127.0.0.1/'
  const chunks = ['one ', 'two ', 'three']
  const cassette = stringifyCassette({ interactions: [interactionOf({ request: httpRequest({ url }), chunks })] })
  const store = memoryStore({ 'own.yaml': cassette })
  const recorder = await openRecorder('own.yaml', { store, mode: 'replay', repeats: true })
  const taped = createFetch(recorder)
  const texts: string[] = []
  for await (const chunk of (await taped(url)).body!)
    texts.push(new TextDecoder().decode(structuredClone(chunk, { transfer: [chunk.buffer] })))
  expect(texts).toEqual(chunks)
  expect(await (await taped(url)).text()).toBe('one two three')
  await recorder.close()
})
