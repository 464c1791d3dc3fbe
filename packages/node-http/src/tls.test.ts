import { countSockets } from '@respool/testkit'
import http from 'node:http'
import https from 'node:https'
import { connect, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { memoryStore } from '@respool/core'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { serve, serveTls, type Tls } from './__fixtures__/servers.ts'
import { storedIn, taped } from './__fixtures__/taping.ts'
import { createAgent, openRecorder } from './index.ts'

let server: Tls
beforeAll(async () => {
  server = await serveTls((incoming, response) => incoming.resume().on('end', () => response.end(`secure ${incoming.url}`)))
})
afterAll(() => server[Symbol.asyncDispose]())

describe('who trusts the server bare trusts it recording, under the same name, and needs it not in replay', () => {
  const forms: { readonly [form: string]: () => https.RequestOptions } = {
    'ca and servername': () => ({ ca: server.ca, servername: 'llm.test' }),
    'ca and a Host header': () => ({ ca: server.ca, headers: { host: 'llm.test' } }),
    'an agent with ca and servername': () => ({ agent: new https.Agent({ ca: server.ca, servername: 'llm.test' }) }),
    'a keep-alive agent that trusts anybody': () => ({ agent: new https.Agent({ rejectUnauthorized: false, keepAlive: true }) }),
    'trusting anybody': () => ({ rejectUnauthorized: false }),
    'agent: false': () => ({ agent: false, ca: server.ca, servername: 'llm.test' }),
    'an identity check of its own': () => ({ ca: server.ca, checkServerIdentity: () => undefined }),
  }
  test.each(Object.entries(forms))('%s', async (_, options) => {
    const ask = async () => (await call(`${server.url}/v1`, options())).text
    const nameOf = async (use: () => Promise<unknown>) => {
      const before = server.names.length
      await use()
      return server.names.slice(before)
    }
    const bare = await nameOf(async () => expect(await ask()).toBe('secure /v1'))
    const store = memoryStore()
    const recorded = await nameOf(() => taped(store, async () => expect(await ask()).toBe('secure /v1')))
    expect(recorded).toEqual(bare)
    expect(bare).toHaveLength(1)
    using sockets = countSockets()
    const { replayed } = await taped(store, async () => expect(await ask()).toBe('secure /v1'), { mode: 'replay' })
    expect({ replayed, sockets: sockets.count }).toEqual({ replayed: 1, sockets: 0 })
    const [stored] = await storedIn(store)
    expect(stored!.request.url).toMatch(/^https:\/\/(llm\.test|127\.0\.0\.1:\d+)\/v1$/)
  })
})

test('who does not trust the server is told so as it is bare, and nothing is stored', async () => {
  const codeOf = () => call(server.url).catch((error: NodeJS.ErrnoException) => error.code)
  const bare = await codeOf()
  expect(bare).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  const { recorded } = await taped(memoryStore(), async () => expect(await codeOf()).toBe(bare))
  expect(recorded).toBe(0)
})

test('what is asked of a TLS socket has an answer', async () => {
  const options = { ca: server.ca, servername: 'llm.test' }
  await taped(memoryStore(), async () => {
    const { response } = await call(server.url, { ...options, agent: false }, (url, given) =>
      https.get(url, given).on('socket', (socket) => {
        const { encrypted, authorized } = socket as TLSSocket
        expect({ encrypted, authorized, certificate: (socket as TLSSocket).getPeerCertificate() }).toEqual({
          encrypted: true,
          authorized: true,
          certificate: {},
        })
      }),
    )
    expect(response.statusCode).toBe(200)
  })
})

test('createAgent over https, with what calls the network given to it', async () => {
  const store = memoryStore()
  const ask = async (mode: 'once' | 'replay') => {
    const recorder = await openRecorder('tls.yaml', { mode, store })
    const agent = createAgent(recorder, { https: new https.Agent({ ca: server.ca, servername: 'llm.test' }) })
    expect((await call(`${server.url}/by-agent`, { agent })).text).toBe('secure /by-agent')
    return recorder.close()
  }
  expect((await ask('once')).recorded).toBe(1)
  const before = server.count
  expect((await ask('replay')).replayed).toBe(1)
  expect(server.count).toBe(before)
})

describe('through a proxy that tunnels', () => {
  async function tunnel() {
    const asked: (string | undefined)[] = []
    const proxy = await serve((_, response) => response.writeHead(500).end())
    const open = new Set<Socket>()
    proxy.server.on('connect', (incoming, socket, first) => {
      asked.push(incoming.url)
      const upstream = connect(server.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        if (first.length > 0) upstream.write(first)
        upstream.pipe(socket).pipe(upstream)
      })
      for (const each of [socket as Socket, upstream]) {
        open.add(each)
        each.on('error', () => {})
      }
    })
    return {
      url: proxy.url,
      asked,
      async [Symbol.asyncDispose]() {
        for (const each of open) each.destroy()
        await proxy[Symbol.asyncDispose]()
      },
    }
  }

  const agents: { readonly [name: string]: (proxy: string) => http.Agent } = {
    'https-proxy-agent': (proxy) => new HttpsProxyAgent(proxy),
    ...(Number(process.versions.node.split('.')[0]) >= 24 && {
      "Node's own proxyEnv": (proxy: string) => new https.Agent({ proxyEnv: { https_proxy: proxy } }),
    }),
  }
  test.each(Object.entries(agents))('%s: the request is taped and the tunnel is its own affair', async (_, agentFor) => {
    await using proxy = await tunnel()
    const store = memoryStore()
    const trusting: https.RequestOptions = { ca: server.ca }
    const ask = async () => {
      const { text } = await call('https://llm.test/v1', { agent: agentFor(proxy.url), ...trusting })
      expect(text).toBe('secure /v1')
    }
    const recorded = await taped(store, ask)
    expect({ recorded: recorded.recorded, network: recorded.network, asked: proxy.asked }).toEqual({
      recorded: 1,
      network: 1,
      asked: ['llm.test:443'],
    })
    using sockets = countSockets()
    expect((await taped(store, ask, { mode: 'replay' })).replayed).toBe(1)
    expect({ asked: proxy.asked.length, sockets: sockets.count }).toEqual({ asked: 1, sockets: 0 })
  })

  test('a CONNECT of its own is a way out like an upgrade: it passes while recording, and is refused in replay', async () => {
    await using proxy = await tunnel()
    const connectBy = () =>
      new Promise<number | undefined>((resolve, reject) => {
        const request = http.request(proxy.url, { method: 'CONNECT', path: 'llm.test:443' })
        request.on('connect', (response, socket) => {
          socket.destroy()
          resolve(response.statusCode)
        })
        request.on('error', reject).end()
      })
    const { passed } = await taped(memoryStore(), async () => expect(await connectBy()).toBe(200))
    expect({ passed, asked: proxy.asked }).toEqual({ passed: 1, asked: ['llm.test:443'] })
    using sockets = countSockets()
    const refused = taped(memoryStore(), async () => expect(await connectBy()).toBe(400), { mode: 'replay' })
    await expect(refused).rejects.toMatchObject({ code: 'miss', details: { url: 'http://llm.test:443/' } })
    expect(sockets.count).toBe(0)
  })
})
