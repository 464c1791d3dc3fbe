// Everything by which a process may reach a server over HTTP. What is captured here was captured before any patch.
import http, { get as namedGet, request as namedRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import * as httpNamespace from 'node:http'
import https, { get as secureGet } from 'node:https'
import { createRequire } from 'node:module'
import { connect, type Socket } from 'node:net'

import { createInterceptor } from '@respool/undici'
import type { Recorder } from '@respool/core'
import * as undici from 'undici'
import { WebSocket } from 'ws'

const { request: requiredRequest } = createRequire(import.meta.url)('node:http') as typeof http
const capturedRequest = http.request
const capturedFetch = globalThis.fetch

class OwnAgent extends http.Agent {}
class AgentThatConnects extends http.Agent {
  override createConnection(options: { port: number; host: string }) {
    return connect(options.port, options.host)
  }
}

/** One way out: it asks, and gives what it was told. */
export interface WayOut {
  readonly name: string
  readonly ask: (url: string) => Promise<Told>
  /** Opens connections that stay open; before anything is patched. */
  readonly warm?: (url: string) => Promise<unknown>
}

interface Told {
  readonly status: number
  readonly text: string
}

const toldBy = async (response: { status: number; text(): Promise<string> }): Promise<Told> => ({
  status: response.status,
  text: await response.text(),
})

function answerTo(request: ClientRequest): Promise<Told> {
  return new Promise((resolve, reject) => {
    request.on('error', reject).on('response', (response: IncomingMessage) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text })).on('error', reject)
    })
  })
}

const kept = new http.Agent({ keepAlive: true })
const own = new OwnAgent({ keepAlive: true })

const overHttp: readonly WayOut[] = [
  { name: 'http.request', ask: (url) => answerTo(http.request(url).end()) },
  { name: 'http.get', ask: (url) => answerTo(http.get(url)) },
  { name: 'request, a named import', ask: (url) => answerTo(namedRequest(url).end()) },
  { name: 'get, a named import', ask: (url) => answerTo(namedGet(url)) },
  { name: 'request of a namespace import', ask: (url) => answerTo(httpNamespace.request(url).end()) },
  { name: 'request, captured early', ask: (url) => answerTo(capturedRequest(url).end()) },
  { name: 'request, destructured from require', ask: (url) => answerTo(requiredRequest(url).end()) },
  {
    name: 'with options instead of a URL',
    ask: (url) => answerTo(http.request({ host: '127.0.0.1', port: new URL(url).port, path: '/' }).end()),
  },
  {
    name: 'with a warm agent that keeps its connections',
    warm: (url) => answerTo(http.get(url, { agent: kept })),
    ask: (url) => answerTo(http.get(url, { agent: kept })),
  },
  {
    name: 'with the warm global agent',
    warm: (url) => answerTo(http.get(url)),
    ask: (url) => answerTo(http.get(url)),
  },
  {
    name: "with an agent of one's own class, warm",
    warm: (url) => answerTo(http.get(url, { agent: own })),
    ask: (url) => answerTo(http.get(url, { agent: own })),
  },
  { name: 'with agent: false', ask: (url) => answerTo(http.get(url, { agent: false })) },
  { name: 'new http.ClientRequest', ask: (url) => answerTo(new http.ClientRequest(url).end()) },
  {
    name: 'with createConnection',
    ask: (url) => answerTo(http.get(url, { createConnection: () => connect(Number(new URL(url).port), '127.0.0.1') })),
  },
  {
    name: 'with an agent that has its own createConnection',
    ask: (url) => answerTo(http.get(url, { agent: new AgentThatConnects() })),
  },
  {
    name: 'new http.ClientRequest with createConnection',
    ask: (url) => {
      const { port } = new URL(url)
      return answerTo(new http.ClientRequest({ port, createConnection: () => connect(Number(port), '127.0.0.1') }).end())
    },
  },
  { name: 'https.request', ask: (url) => answerTo(https.request(url.replace('http', 'https')).end()) },
  { name: 'https.get, a named import', ask: (url) => answerTo(secureGet(url.replace('http', 'https'))) },
  { name: 'ws', ask: opened },
  { name: 'ws over TLS', ask: (url) => opened(url.replace('http', 'https')) },
]

function opened(url: string): Promise<Told> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace('http', 'ws'))
    socket.on('error', reject)
    socket.on('open', () => resolve({ status: 101, text: 'open' }))
    socket.on('unexpected-response', (_, response: IncomingMessage) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
  })
}

const overFetch: readonly WayOut[] = [
  { name: 'fetch', ask: async (url) => toldBy(await fetch(url)) },
  { name: 'fetch over TLS', ask: async (url) => toldBy(await fetch(url.replace('http', 'https'))) },
  { name: 'fetch with a Request', ask: async (url) => toldBy(await fetch(new Request(url))) },
  {
    name: 'fetch on a warm connection',
    warm: async (url) => toldBy(await fetch(url)),
    ask: async (url) => toldBy(await fetch(url)),
  },
]

const overUndici = (recorder: Recorder): readonly WayOut[] => [
  ...overFetch,
  { name: 'fetch, captured early', ask: async (url) => toldBy(await capturedFetch(url)) },
  {
    name: 'fetch, captured early, on a warm connection',
    warm: async (url) => toldBy(await capturedFetch(url)),
    ask: async (url) => toldBy(await capturedFetch(url)),
  },
  {
    name: 'undici.fetch',
    warm: (url) => undici.fetch(url).then((response) => response.text()),
    ask: async (url) => toldBy(await undici.fetch(url)),
  },
  {
    name: 'undici.request',
    warm: (url) => undici.request(url).then(({ body }) => body.text()),
    ask: (url) => requested(undici.request(url)),
  },
  { name: 'undici.request over TLS', ask: (url) => requested(undici.request(url.replace('http', 'https'))) },
  { name: 'undici.stream', ask: streamed },
  { name: 'undici.pipeline', ask: piped },
  {
    name: 'an undici Client, composed with the interceptor',
    ask: (url) => composed(url, (origin) => new undici.Client(origin), recorder),
  },
  {
    name: 'an undici Pool, composed with the interceptor',
    ask: (url) => composed(url, (origin) => new undici.Pool(origin), recorder),
  },
  {
    name: 'an undici Agent, composed with the interceptor',
    ask: (url) => composed(url, () => new undici.Agent(), recorder),
  },
]

async function requested(asked: ReturnType<typeof undici.request>): Promise<Told> {
  const { statusCode, body } = await asked
  return { status: statusCode, text: await body.text() }
}

async function composed(url: string, open: (origin: string) => undici.Dispatcher, recorder: Recorder): Promise<Told> {
  const { origin, pathname } = new URL(url)
  const dispatcher = open(origin)
  try {
    return await requested(dispatcher.compose(createInterceptor(recorder, { origin })).request({ origin, path: pathname, method: 'GET' }))
  } finally {
    await dispatcher.close()
  }
}

async function streamed(url: string): Promise<Told> {
  const { Writable } = await import('node:stream')
  let status = 0
  let text = ''
  await undici.stream(url, { method: 'GET' }, ({ statusCode }) => {
    status = statusCode
    return new Writable({ write: (part, _, done) => (((text += String(part)), done()), undefined) })
  })
  return { status, text }
}

async function piped(url: string): Promise<Told> {
  let status = 0
  let text = ''
  const duplex = undici.pipeline(url, { method: 'GET' }, ({ statusCode, body }) => {
    status = statusCode
    return body
  })
  for await (const part of duplex.end()) text += String(part)
  return { status, text }
}

/** What tells its user no more than that there is no connection. */
export const silent: readonly WayOut[] = [
  { name: 'WebSocket', ask: (url) => failed(new globalThis.WebSocket(url.replace('http', 'ws'))) },
  { name: 'undici.WebSocket', ask: (url) => failed(new undici.WebSocket(url.replace('http', 'ws'))) },
  { name: 'undici.EventSource', ask: (url) => withoutRetry(new undici.EventSource(url)) },
]

function failed(socket: Pick<EventTarget, 'addEventListener'>): Promise<Told> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve({ status: 101, text: 'open' }))
    socket.addEventListener('error', () => reject(new Error('no connection')))
  })
}

function withoutRetry(source: undici.EventSource): Promise<Told> {
  return failed(source).finally(() => source.close())
}

class AgentOnItsOwn extends http.Agent {
  addRequest(request: { onSocket(socket: Socket): void }, { host, port }: { host: string; port: number }) {
    request.onSocket(connect(port, host))
  }
}

/** What connects before anybody can ask what for: the connection is dropped without a byte. */
export const bare: readonly WayOut[] = [
  { name: 'an agent that connects by itself', ask: (url) => answerTo(http.get(url, { agent: new AgentOnItsOwn() })) },
]

/** The ways out that each patch closes. */
export const waysOut = {
  patchFetch: () => overFetch,
  patchUndici: overUndici,
  patchHttp: () => overHttp,
  'all three': (recorder: Recorder) => [...overUndici(recorder), ...overHttp],
} as const

/** What no patch closes: the README names them, and what to do instead. */
export const gaps: readonly WayOut[] = [
  {
    name: 'an undici Pool without the interceptor',
    async ask(url) {
      const pool = new undici.Pool(new URL(url).origin)
      try {
        return await requested(pool.request({ path: '/', method: 'GET' }))
      } finally {
        await pool.close()
      }
    },
  },
  {
    name: 'an undici Client without the interceptor',
    async ask(url) {
      const client = new undici.Client(new URL(url).origin)
      try {
        return await requested(client.request({ path: '/', method: 'GET' }))
      } finally {
        await client.close()
      }
    },
  },
  {
    name: 'an undici Agent without the interceptor',
    async ask(url) {
      const agent = new undici.Agent()
      try {
        return await requested(undici.request(url, { dispatcher: agent }))
      } finally {
        await agent.close()
      }
    },
  },
  {
    name: 'a raw socket of node:net',
    ask: (url) =>
      new Promise((resolve, reject) => {
        const socket = connect(Number(new URL(url).port), '127.0.0.1')
        let text = ''
        socket.on('data', (part) => (text += String(part))).on('error', reject)
        socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text }))
        socket.end('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n')
      }),
  },
  {
    name: 'a worker thread',
    async ask(url) {
      const { Worker } = await import('node:worker_threads')
      const code = `fetch(${JSON.stringify(url)}).then(async (response) =>
        require('node:worker_threads').parentPort.postMessage({ status: response.status, text: await response.text() }))`
      const worker = new Worker(code, { eval: true })
      return new Promise((resolve, reject) => worker.on('message', resolve).on('error', reject))
    },
  },
]
