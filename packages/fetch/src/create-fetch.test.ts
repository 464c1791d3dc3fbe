import { httpRequest, memoryStore, parseCassette, stringifyCassette, type CassetteStore, type HttpRequest } from '@respool/core'
import { interactionOf, startServer } from '@respool/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFetch, openRecorder, type Fetch, type RecorderOptions } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

async function tape<Value>(
  store: CassetteStore,
  mode: 'once' | 'replay',
  use: (fetch: Fetch) => Promise<Value>,
  options: RecorderOptions = {},
) {
  const recorder = await openRecorder('forms.yaml', { store, mode, strict: true, ...options })
  const value = await use(createFetch(recorder))
  const summary = await recorder.close()
  return { value, summary }
}

/** Does the same thing recording and replaying, and gives both results; the second time nothing may reach the server. */
async function twice<Value>(use: (fetch: Fetch) => Promise<Value>, options: RecorderOptions = {}) {
  const store = memoryStore()
  const recorded = (await tape(store, 'once', use, options)).value
  const before = server.count
  const replayed = (await tape(store, 'replay', use, options)).value
  expect(server.count).toBe(before)
  return { recorded, replayed, store }
}

async function storedRequest(store: CassetteStore): Promise<HttpRequest> {
  return (await parseCassette((await store.read('forms.yaml'))!)).interactions[0]!.request
}

function streamOf(...parts: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(encoder.encode(part))
      controller.close()
    },
  })
}

function form(): FormData {
  const data = new FormData()
  data.append('model', 'whisper-1')
  data.append('file', new File([new Uint8Array([0, 255, 10])], 'a.bin', { type: 'audio/wav' }))
  return data
}

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
    ['no body', (url) => [url, { method: 'DELETE' }]],
    ['null for a body', (url) => [url, { method: 'POST', body: null }]],
    ['text', (url) => [url, { method: 'POST', body: 'Olá' }]],
    ['text with a lone surrogate', (url) => [url, { method: 'POST', body: 'a\ud800b' }]],
    ['JSON', (url) => [url, { method: 'POST', headers: json, body: '{"a":[1,2,{"b":null}]}' }]],
    ['an empty text', (url) => [url, { method: 'POST', body: '' }]],
    ['bytes', (url) => [url, { method: 'POST', body: bytes }]],
    ['an ArrayBuffer', (url) => [url, { method: 'POST', body: bytes.buffer }]],
    ['a Blob with a type', (url) => [url, { method: 'POST', body: new Blob(['{"a":1}'], { type: 'application/json' }) }]],
    ['URLSearchParams', (url) => [url, { method: 'POST', body: new URLSearchParams({ a: 'ü', b: '1 2' }) }]],
    ['FormData', (url) => [url, { method: 'POST', body: form() }]],
    ['a stream', (url) => [url, { method: 'POST', body: streamOf('one ', 'two'), duplex: 'half' } as RequestInit]],
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
    const { recorded, replayed } = await twice(echo)
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
    const { replayed } = await twice(async (fetch) => (await fetch(`${server.url}/v1/models`, null as unknown as RequestInit)).status)
    expect(replayed).toBe(200)
  })

  test('a body is read once: the Request it came in is used up, as by fetch', async () => {
    const { recorded } = await twice(async (fetch) => {
      const request = new Request(`${server.url}/echo`, { method: 'POST', body: 'hi' })
      await (await fetch(request)).text()
      return request.bodyUsed
    })
    expect(recorded).toBe(true)
  })
})

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
    ['404', '/status/404', {}],
    ['HEAD', '/v1/models', { method: 'HEAD' }],
    ['a redirect', '/redirect/307/v1/models', {}],
    ['NDJSON', '/ndjson', {}],
    ['gzip, decoded', '/gzip', {}],
  ])('%s', async (_, path, init) => {
    const bare = await look(await fetch(server.url + path, init))
    const { recorded, replayed } = await twice(async (fetch) => look(await fetch(server.url + path, init)))
    expect(recorded).toEqual(bare)
    expect(replayed).toEqual(bare)
  })

  test('bytes that are no text', async () => {
    const { recorded, replayed } = await twice(async (fetch) => {
      const response = await fetch(`${server.url}/v1/audio/speech`, {
        method: 'POST',
        body: JSON.stringify({ model: 'tts-1', input: 'hi', voice: 'alloy' }),
      })
      return new Uint8Array(await response.arrayBuffer())
    })
    expect(recorded.length).toBeGreaterThan(100)
    expect(replayed).toEqual(recorded)
  })

  test('its clones are like it', async () => {
    const { recorded, replayed } = await twice(async (fetch) => {
      const response = await fetch(`${server.url}/redirect/307/v1/models`)
      const clone = response.clone().clone()
      const [one, other] = await Promise.all([response.text(), clone.text()])
      return { url: clone.url, redirected: clone.redirected, same: one === other }
    })
    expect(recorded).toEqual({ url: `${server.url}/v1/models`, redirected: true, same: true })
    expect(replayed).toEqual(recorded)
  })

  test('several cookies stay several, where they are kept', async () => {
    const { recorded, replayed } = await twice(async (fetch) => (await fetch(`${server.url}/v1/models`)).headers.getSetCookie(), {
      redact: { keepHeaders: ['set-cookie'] },
    })
    expect(recorded.length).toBe(2)
    expect(replayed).toEqual(recorded)
  })

  test('changing a replayed chunk does not change the cassette', async () => {
    const { replayed } = await twice(
      async (fetch) => {
        const spoil = new Uint8Array(await (await fetch(`${server.url}/v1/models`)).arrayBuffer()).fill(0)
        return [spoil.length, (await (await fetch(`${server.url}/v1/models`)).text()).length] as const
      },
      { repeats: true },
    )
    expect(replayed[0]).toBe(replayed[1])
  })
})

test('recording asks for identity, whatever the caller asked for, and keeps the other headers', async () => {
  const store = memoryStore()
  await tape(store, 'once', (fetch) => fetch(`${server.url}/v1/models`, { headers: { 'Accept-Encoding': 'gzip', 'X-Mine': 'yes' } }))
  expect(server.requests.at(-1)!.headers).toMatchObject({ 'accept-encoding': 'identity', 'x-mine': 'yes' })
  expect((await storedRequest(store)).headers).toEqual([])
})

test('what fetch itself refuses is refused in replay too', async () => {
  const recorder = await openRecorder('forms.yaml', { store: memoryStore(), mode: 'replay' })
  const taped = createFetch(recorder)
  await expect(taped('no url')).rejects.toThrow(TypeError)
  await expect(taped(server.url, { method: 'GET', body: 'hi' })).rejects.toThrow(TypeError)
  await expect(taped(server.url.replace('//', '//user:password@'))).rejects.toThrow(TypeError)
  await recorder.close()
})

describe('429 and 5xx', () => {
  const ask = (fetch: Fetch, status: number) =>
    fetch(`${server.url}/v1/chat/completions`, { method: 'POST', body: JSON.stringify({ model: `test-error-${status}`, messages: [] }) })
  test.each([
    [400, 1],
    [401, 1],
    [429, 0],
    [500, 0],
  ])('%i: kept %i times', async (status, times) => {
    const store = memoryStore()
    const { summary } = await tape(store, 'once', async (fetch) => (await ask(fetch, status)).text())
    expect(summary.recorded).toBe(times)
    expect(summary.notStored.map(({ reason }) => reason)).toEqual(
      times ? [] : [`the answer was ${status}; \`recordErrors: true\` keeps it`],
    )
  })
  test('are kept with recordErrors, with when to retry', async () => {
    const { replayed } = await twice(async (fetch) => (await ask(fetch, 429)).headers.get('retry-after'), { recordErrors: true })
    expect(replayed).toBe('1')
  })
})

describe('hosts', () => {
  test.each<[string, RecorderOptions, 'taped' | 'passed' | 'missed']>([
    ['all are taped by default', {}, 'taped'],
    ['one named with its port', { hosts: ['HOST'] }, 'taped'],
    ['one named without', { hosts: ['127.0.0.1'] }, 'taped'],
    ['one that a pattern finds', { hosts: [/^127\./] }, 'taped'],
    ['another passes', { hosts: ['api.openai.com'] }, 'passed'],
    ['another is a miss', { hosts: ['api.openai.com'], others: 'miss' }, 'missed'],
  ])('%s', async (_, { hosts, ...options }, want) => {
    const here = new URL(server.url).host
    const recorder = await openRecorder('forms.yaml', {
      store: memoryStore(),
      mode: 'once',
      ...(hosts && { hosts: hosts.map((host) => (host === 'HOST' ? here : host)) }),
      ...options,
    })
    const before = server.count
    const response = await createFetch(recorder)(`${server.url}/v1/models`)
    await response.text()
    expect(server.count - before).toBe(want === 'missed' ? 0 : 1)
    const outcome = await recorder.close().then(
      ({ recorded, passed }) => (recorded ? 'taped' : passed ? 'passed' : undefined),
      () => 'missed',
    )
    expect(outcome).toBe(want)
  })
})

test('after close, a request is refused with the recorder named, and nothing reaches the network', async () => {
  const recorder = await openRecorder('forms.yaml', { store: memoryStore(), mode: 'once' })
  await recorder.close()
  const before = server.count
  const response = await createFetch(recorder)(server.url)
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('The recorder of memory:forms.yaml is closed')
  expect(server.count).toBe(before)
})

test('a request body that never ends does not hold an abort back', async () => {
  const recorder = await openRecorder('forms.yaml', { store: memoryStore(), mode: 'once' })
  const controller = new AbortController()
  const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('and so on')) })
  const pending = createFetch(recorder)(server.url, { method: 'POST', body, duplex: 'half', signal: controller.signal } as RequestInit)
  controller.abort(new Error('enough'))
  await expect(pending).rejects.toThrow('enough')
  expect((await recorder.close()).recorded).toBe(0)
})

test('content that not every fetch can decode is passed on and not stored, and the summary says why', async () => {
  const store = memoryStore()
  const coded = new Response('coded', { headers: { 'content-encoding': 'zstd' } })
  const recorder = await openRecorder('forms.yaml', { store, mode: 'once' })
  const response = await createFetch(recorder, { fetch: async () => coded })(server.url)
  expect(response).toBe(coded)
  expect((await recorder.close()).notStored).toEqual([
    { method: 'GET', url: `${server.url}/`, reason: expect.stringContaining('encoded as zstd') },
  ])
  expect(await store.read('forms.yaml')).toBeUndefined()
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
    const { recorded, replayed } = await twice(async (fetch) => (await fetch(`${server.url}/status/999`)).status, { recordErrors: true })
    expect([recorded, replayed]).toEqual([999, 999])
  })
  test('a header that is none is an error that names it', async () => {
    await expect(play({ headers: [['X Foo', 'a']] })).rejects.toThrow(/the header "X Foo"/)
  })
})

test('an abort right after the request leaves its recording for the next one', async () => {
  const store = memoryStore()
  await tape(store, 'once', async (fetch) => (await fetch(`${server.url}/v1/models`)).text())
  const { summary } = await tape(store, 'replay', async (fetch) => {
    const controller = new AbortController()
    const aborted = fetch(`${server.url}/v1/models`, { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    expect((await fetch(`${server.url}/v1/models`)).status).toBe(200)
  })
  expect(summary.replayed).toBe(1)
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
