import { memoryStore } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFetch, openRecorder, type Fetch } from './index.ts'
import { twice } from './test-data.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** What the server's `/echo` says it received. */
interface Echo {
  method: string
  path: string
  headers: [string, string][]
  body: string | null
  base64: string
}

/** What only `Request` and `fetch` of other libraries have: the same interface, another class. */
class ForeignRequest extends Request {
  static override [Symbol.hasInstance](): boolean {
    return false
  }
}

describe('every form of a request reaches the server as from fetch itself, and is found again', () => {
  const json = { 'content-type': 'application/json' }
  const bytes = new Uint8Array([0, 1, 254, 255])
  const forms: [string, (url: string) => Parameters<Fetch>][] = [
    ['a string', (url) => [url]],
    ['a URL', (url) => [new URL(url)]],
    ['a Request', (url) => [new Request(url, { method: 'POST', headers: json, body: '{"a":1}' })]],
    ['a Request with changes', (url) => [new Request(url, { method: 'POST', body: 'old' }), { body: '{"a":1}', headers: json }]],
    ['a Request of another class', (url) => [new ForeignRequest(url, { method: 'PUT', body: 'hi' })]],
    ['null for a body', (url) => [url, { method: 'POST', body: null }]],
    ['text with a lone surrogate', (url) => [url, { method: 'POST', body: 'a\ud800b' }]],
    ['an ArrayBuffer', (url) => [url, { method: 'POST', body: bytes.buffer }]],
    [
      'headers as pairs',
      (url) => [
        url,
        {
          headers: [
            ['X-A', '1'],
            ['x-b', '2'],
          ],
        },
      ],
    ],
    ['a URL with a fragment', (url) => [`${url}#part`]],
  ]

  test.each(forms)('%s', async (_, args) => {
    const echo = async (fetch: Fetch) => {
      const { method, path, headers, body, base64 } = (await (await fetch(...args(`${server.url}/echo?q=1`))).json()) as Echo
      const type = headers.find(([name]) => name === 'content-type')?.[1]
      // The boundary of a form is the client's own, and new every time.
      const boundary = type && /boundary=(.+)/.exec(type)?.[1]
      return boundary ? { method, path, body: body?.replaceAll(boundary, '') } : { method, path, type, base64 }
    }
    const bare = await echo(fetch)
    const { recorded, replayed } = await twice(server, echo)
    expect(recorded).toEqual(bare)
    expect(replayed).toEqual(bare)
  })

  test('also where it is passed, untaped', async () => {
    const recorder = await openRecorder('forms.yaml', { store: memoryStore(), mode: 'passthrough' })
    for (const [, args] of forms) {
      const echo = (await (await createFetch(recorder)(...args(`${server.url}/echo`))).json()) as Echo
      const bare = (await (await fetch(...args(`${server.url}/echo`))).json()) as Echo
      const lengths = ({ headers }: Echo) => headers.filter(([name]) => name === 'content-length')
      expect({ ...echo, headers: lengths(echo), body: echo.body?.length }).toEqual({
        ...bare,
        headers: lengths(bare),
        base64: expect.any(String),
        body: bare.body?.length,
      })
    }
    await recorder.close()
  })

  test('null for an init is no init', async () => {
    const { replayed } = await twice(
      server,
      async (fetch) => (await fetch(`${server.url}/v1/models`, null as unknown as RequestInit)).status,
    )
    expect(replayed).toBe(200)
  })

  test('a body is read once: the Request it came in is used up, as by fetch', async () => {
    const { recorded } = await twice(server, async (fetch) => {
      const request = new Request(`${server.url}/echo`, { method: 'POST', body: 'hi' })
      await (await fetch(request)).text()
      return request.bodyUsed
    })
    expect(recorded).toBe(true)
  })

  test.each([
    ['a data: URL', () => 'data:text/plain,hi'],
    ['a blob: URL', () => URL.createObjectURL(new Blob(['hi']))],
    ['a Request for one', () => new Request('data:text/plain,hi')],
  ])('%s holds its content: it is neither taped nor missed', async (_, input) => {
    const recorder = await openRecorder('forms.yaml', { store: memoryStore(), mode: 'replay' })
    const response = await createFetch(recorder)(input())
    expect([response.status, await response.text()]).toEqual([200, 'hi'])
    expect(await recorder.close()).toMatchObject({ passed: 0, misses: [], network: 0 })
  })
})
