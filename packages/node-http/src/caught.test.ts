import http, { request as named, get as namedGet, Agent, ClientRequest } from 'node:http'
import * as namespace from 'node:http'
import { createRequire } from 'node:module'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { memoryStore } from '@respool/core'
import { countSockets, tempFolder } from '@respool/testkit'
import { HttpProxyAgent } from 'http-proxy-agent'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, type Request } from './__fixtures__/call.ts'
import { serve, type Served } from './__fixtures__/servers.ts'
import { createAgent, openRecorder, patchHttp } from './index.ts'

// Before any patch.
const { request: required } = createRequire(import.meta.url)('node:http') as typeof http
const captured = http.request

let server: Served
let warm: Agent
beforeAll(async () => {
  server = await serve((incoming, response) => {
    incoming.resume().on('end', () => response.end(`answered ${incoming.url}`))
  })
  warm = new Agent({ keepAlive: true })
})
afterAll(async () => {
  warm.destroy()
  await server[Symbol.asyncDispose]()
})

type Addresses = { host?: string; port?: number }
const connecting = { createConnection: (options: object): Duplex => connect(options as { port: number }) }

/** As libraries older than http.Agent's way of being extended do it. */
const foreign = {
  addRequest(request: { onSocket(socket: Duplex): void }, { host, port }: Addresses) {
    request.onSocket(connect({ host: host!, port: port! }))
  },
} as unknown as Agent

class Counting extends Agent {
  seen = 0
  addRequest(...args: [ClientRequest, object]) {
    this.seen++
    ;(Agent.prototype as unknown as Counting).addRequest.apply(this, args)
  }
}

class Subclass extends Agent {
  override createConnection(...args: Parameters<Agent['createConnection']>) {
    return super.createConnection(...args)
  }
}

/** Overrides what connects, and does it by itself. */
class Solitary extends Agent {
  addRequest(request: { onSocket(socket: Duplex): void }, { host, port }: Addresses) {
    request.onSocket(connect({ host: host!, port: port! }))
  }
}

const forms: { readonly [form: string]: { request: Request; options?: () => http.RequestOptions; sockets?: number } } = {
  'a named import': { request: named },
  'a named import of get': { request: namedGet },
  'an early capture': { request: captured },
  'a namespace import': { request: (...args) => namespace.request(...args) },
  'CommonJS destructuring': { request: required },
  'new ClientRequest': { request: (url, options) => new ClientRequest(new URL(url), options as never) },
  'the default import': { request: (...args) => http.request(...args) },
  'an agent of its own': { request: named, options: () => ({ agent: new Agent() }) },
  'a warm keep-alive agent': { request: named, options: () => ({ agent: warm }) },
  'an agent with one socket': { request: named, options: () => ({ agent: new Agent({ keepAlive: true, maxSockets: 1 }) }) },
  'a subclass': { request: named, options: () => ({ agent: new Subclass() }) },
  'a subclass that sees each request': { request: named, options: () => ({ agent: new Counting() }) },
  'agent: false': { request: named, options: () => ({ agent: false }) },
  createConnection: { request: named, options: () => connecting },
  'createConnection, captured early': { request: required, options: () => connecting },
  'createConnection by new ClientRequest': {
    request: (url, options) => new ClientRequest(new URL(url), options as never),
    options: () => connecting,
  },
  'createConnection that calls back': {
    request: named,
    options: () => ({
      createConnection: (options, done) => {
        setTimeout(() => done(null, connect(options as { port: number })), 5)
        return undefined
      },
    }),
  },
  'an agent that is no http.Agent': { request: named, options: () => ({ agent: foreign }) },
  // It connects before anybody could ask what it is about to do.
  'an agent that connects by itself': { request: named, options: () => ({ agent: new Solitary() }), sockets: 1 },
}

describe.each(Object.entries(forms))('%s', (_form, { request, options, sockets = 0 }) => {
  test('is recorded once; replayed without a connection; a miss does not get out; and passes where it may', async () => {
    const url = `${server.url}/form`
    await call(url, { agent: warm })
    const store = memoryStore()
    const ask = async (path = '/form') => {
      const made = request(`${server.url}${path}`, options?.() ?? {})
      const { status, text } = await call(url, {}, () => made)
      return { status, text }
    }
    const inMode = async (mode: 'once' | 'replay' | 'passthrough', use: () => Promise<void>) => {
      const recorder = await openRecorder('caught.yaml', { mode, store })
      {
        using _ = patchHttp({ recorder })
        await use()
      }
      return recorder.close()
    }
    let before = server.count
    const { recorded, network } = await inMode('once', async () => {
      expect(await ask()).toEqual({ status: 200, text: 'answered /form' })
    })
    expect({ recorded, network, count: server.count - before }).toEqual({ recorded: 1, network: 1, count: 1 })

    before = server.count
    using opened = countSockets()
    const { replayed } = await inMode('replay', async () => {
      expect(await ask()).toEqual({ status: 200, text: 'answered /form' })
    })
    const missed = inMode('replay', async () => {
      expect(await ask('/never-recorded')).toMatchObject({ status: 400, text: expect.stringContaining('respool_miss') })
    })
    await expect(missed).rejects.toMatchObject({ code: 'miss' })
    expect({ replayed, count: server.count - before, sockets: opened.count }).toEqual({ replayed: 1, count: 0, sockets: sockets * 2 })

    const { passed } = await inMode('passthrough', async () => {
      expect(await ask('/passed')).toEqual({ status: 200, text: 'answered /passed' })
    })
    expect({ passed, count: server.count - before }).toEqual({ passed: 1, count: 1 })
  })
})

test('an agent that overrides addRequest is asked once for each request', async () => {
  const agent = new Counting()
  const recorder = await openRecorder('caught.yaml', { mode: 'once', store: memoryStore() })
  {
    using _ = patchHttp({ recorder })
    await call(server.url, { agent })
  }
  await recorder.close()
  expect(agent.seen).toBe(1)
})

test('a request keeps the agent that it was given, or none', async () => {
  const recorder = await openRecorder('caught.yaml', { mode: 'replay', store: memoryStore() })
  const agents = [warm, foreign, undefined, null]
  const shape = (agent: unknown) => {
    const made = new ClientRequest(new URL(server.url), { agent, ...connecting } as never)
    made.on('error', () => {}).on('response', (response) => response.resume())
    made.end()
    return {
      own: Object.getOwnPropertyDescriptor(made, 'agent'),
      last: Reflect.get(made, '_last') as boolean,
      keeps: made.shouldKeepAlive,
    }
  }
  const bare = agents.map(shape)
  {
    using _ = patchHttp({ recorder })
    expect(agents.map(shape)).toEqual(bare)
    expect(bare.map(({ own }) => own?.value)).toEqual(agents)
  }
  await recorder.close().catch(() => {})
})

test('a recorded request goes over the connections of its own agent, and leaves them warm', async () => {
  const agent = new Agent({ keepAlive: true })
  const recorder = await openRecorder('caught.yaml', { mode: 'once', store: memoryStore() })
  using opened = countSockets()
  {
    using _ = patchHttp({ recorder })
    for (const path of ['/1', '/2', '/3']) await call(server.url + path, { agent })
  }
  await call(server.url, { agent })
  expect(opened.count).toBe(1)
  agent.destroy()
  expect((await recorder.close()).recorded).toBe(3)
})

const proxies: { readonly [name: string]: (proxy: string) => Agent } = {
  'http-proxy-agent': (proxy) => new HttpProxyAgent(proxy),
  ...(Number(process.versions.node.split('.')[0]) >= 24 && {
    "Node's own proxyEnv": (proxy: string) => new Agent({ proxyEnv: { http_proxy: proxy } }),
  }),
}
test.each(Object.entries(proxies))(
  'through a proxy, a recording has the URL that was meant, and the proxy is used: %s',
  async (_name, agentFor) => {
    const asked: (string | undefined)[] = []
    await using proxy = await serve((incoming, response) => {
      asked.push(`${incoming.url} for ${incoming.headers.host}, ${incoming.headers['proxy-authorization']}`)
      response.end('by proxy')
    })
    const store = memoryStore()
    const ask = async (mode?: 'once' | 'replay') => {
      const recorder = await openRecorder('caught.yaml', { mode: mode ?? 'passthrough', store })
      {
        using _ = mode ? patchHttp({ recorder }) : undefined
        const agent = agentFor(proxy.url.replace('//', '//ana:secret@'))
        expect(await call('http://llm.test/v1', { agent })).toMatchObject({ text: 'by proxy' })
        agent.destroy()
      }
      return recorder.close()
    }
    await ask()
    expect((await ask('once')).recorded).toBe(1)
    expect((await ask('replay')).replayed).toBe(1)
    const bare = `http://llm.test/v1 for llm.test, Basic ${btoa('ana:secret')}`
    expect(asked).toEqual([bare, bare])
    const file = new TextDecoder().decode(await store.read('caught.yaml'))
    expect(file).toContain('url: http://llm.test/v1\n')
    expect(file).not.toContain(btoa('ana:secret'))
  },
)

test('over a Unix socket, with an agent, without one, and by createAgent', async () => {
  await using folder = await tempFolder()
  const socketPath = folder.file('server.sock')
  const local = http.createServer((incoming, response) => response.end(`local ${incoming.url} for ${incoming.headers.host}`))
  await once(local.listen(socketPath), 'listening')
  const store = memoryStore()
  const ask = async (mode: 'once' | 'replay') => {
    const recorder = await openRecorder('caught.yaml', { mode, store })
    const texts: string[] = []
    {
      using _ = patchHttp({ recorder })
      for (const options of [{}, { agent: false }, connecting, { agent: createAgent(recorder) }] as const) {
        texts.push((await call('http://docker/v1', { socketPath, ...options })).text)
      }
    }
    const { recorded, replayed } = await recorder.close()
    return { recorded, replayed, texts }
  }
  // Without an agent node:http knows no default port, and says it.
  const texts = ['local /v1 for docker', 'local /v1 for docker', 'local /v1 for docker:80', 'local /v1 for docker']
  expect((await call('http://docker/v1', { socketPath, ...connecting })).text).toBe(texts[2])
  expect(await ask('once')).toEqual({ recorded: 4, replayed: 0, texts })
  local.close()
  local.closeAllConnections()
  expect(await ask('replay')).toEqual({ recorded: 0, replayed: 4, texts })
}, 20_000)

test('createAgent serves http and https alike, with the ports and the hosts that were meant', async () => {
  const recorder = await openRecorder('caught.yaml', { mode: 'once', store: memoryStore() })
  const seen: object[] = []
  const spy = {
    addRequest(request: ClientRequest, { host, port }: Addresses) {
      seen.push({ host, port, header: request.getHeader('host') })
      ;(request as unknown as { onSocket(socket: undefined, error: Error): void }).onSocket(undefined, new Error('not now'))
    },
  } as unknown as Agent
  const agent = createAgent(recorder, { http: spy, https: spy })
  for (const url of ['http://llm.test/', 'https://llm.test/', 'http://llm.test:8080/', 'https://llm.test:8443/']) {
    await expect(call(url, { agent })).rejects.toThrow('not now')
  }
  expect(seen).toEqual([
    { host: 'llm.test', port: 80, header: 'llm.test' },
    { host: 'llm.test', port: 443, header: 'llm.test' },
    { host: 'llm.test', port: 8080, header: 'llm.test:8080' },
    { host: 'llm.test', port: 8443, header: 'llm.test:8443' },
  ])
  expect((await recorder.close()).recorded).toBe(0)
})
