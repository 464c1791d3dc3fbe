import { countSockets } from '@respool/testkit'
import { once } from 'node:events'
import http, { Agent } from 'node:http'
import { memoryStore } from '@respool/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { deadPort, serve, serveTls, type Served } from './__fixtures__/servers.ts'
import { taped } from './__fixtures__/taping.ts'

let server: Served & { readonly server: http.Server }
let sockets: WebSocketServer
beforeAll(async () => {
  server = await serve((_, response) => response.writeHead(426, { 'X-Why': 'no upgrade here' }).end('use a WebSocket'))
  sockets = new WebSocketServer({ noServer: true })
  server.server.on('upgrade', (incoming, socket, head) => {
    if (incoming.url === '/refused') socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno')
    else
      sockets.handleUpgrade(incoming, socket, head, (client) => {
        client.send('welcome')
        client.on('message', (data: Buffer) => client.send(`echo ${data.toString()}`))
      })
  })
})
afterAll(async () => {
  for (const client of sockets.clients) client.terminate()
  await server[Symbol.asyncDispose]()
})

const address = (path = '/realtime') => server.url.replace('http', 'ws') + path

/** All that a client sees: it says hi, reads the echo and closes. */
function conversation(url: string, options: object = {}): Promise<string[]> {
  return new Promise((resolve) => {
    const seen: string[] = []
    const client = new WebSocket(url, options)
    client.on('message', (data: Buffer) => {
      seen.push(data.toString())
      if (seen.length === 1) client.send('hi'.repeat(50_000))
      else client.close(1000)
    })
    client.on('error', (error) => seen.push(error.message))
    client.on('close', (code) => resolve([...seen, `closed ${code}`]))
  })
}

const talk = ['welcome', `echo ${'hi'.repeat(50_000)}`, 'closed 1000']

describe('a WebSocket', () => {
  const forms: { readonly [form: string]: () => object } = {
    'as ws makes it': () => ({}),
    'with an agent': () => ({ agent: new Agent() }),
  }
  test.each(Object.entries(forms))('passes while recording, both ways, untaped: %s', async (_, options) => {
    for (const mode of ['once', 'rerecord', 'passthrough'] as const) {
      const { recorded, passed } = await taped(memoryStore(), async () => expect(await conversation(address(), options())).toEqual(talk), {
        mode,
      })
      expect({ recorded, passed }).toEqual({ recorded: 0, passed: 1 })
    }
  })

  test.each(Object.entries(forms))('is refused in replay, with no connection made: %s', async (_, options) => {
    const before = sockets.clients.size
    using opened = countSockets()
    const refused = taped(
      memoryStore(),
      async () => expect(await conversation(address(), options())).toEqual(['Unexpected server response: 400', 'closed 1006']),
      {
        mode: 'replay',
      },
    )
    await expect(refused).rejects.toMatchObject({ code: 'miss', message: expect.stringContaining('pgrade') })
    expect({ opened: opened.count, clients: sockets.clients.size }).toEqual({ opened: 0, clients: before })
  })

  test('over TLS, too', async () => {
    await using tls = await serveTls((_, response) => response.end())
    using opened = countSockets()
    const url = `${tls.url.replace('https', 'wss')}/realtime`
    const refused = taped(
      memoryStore(),
      async () => expect(await conversation(url, { ca: tls.ca, servername: 'llm.test' })).toContain('Unexpected server response: 400'),
      {
        mode: 'replay',
      },
    )
    await expect(refused).rejects.toMatchObject({ code: 'miss' })
    expect(opened.count).toBe(0)
  })

  test('that its server refuses is refused as it is bare', async () => {
    const bare = await conversation(address('/refused'))
    expect(bare[0]).toBe('Unexpected server response: 403')
    await taped(memoryStore(), async () => expect(await conversation(address('/refused'))).toEqual(bare))
  })

  test('to nobody fails as it does bare', async () => {
    const url = `ws://127.0.0.1:${await deadPort()}/`
    const bare = await conversation(url)
    await taped(memoryStore(), async () => expect(await conversation(url)).toEqual(bare))
  })

  test('that the server drops is dropped', async () => {
    await taped(memoryStore(), async () => {
      const client = new WebSocket(address())
      await once(client, 'message')
      for (const each of sockets.clients) each.terminate()
      const [code] = (await once(client, 'close')) as [number]
      expect(code).toBe(1006)
    })
  })
})

test('an upgrade that the server answers like any other request', async () => {
  await using plain = await serve((_, response) => response.writeHead(426, { 'X-Why': 'no upgrade here' }).end('use a WebSocket'))
  const ask = async () => {
    const [response] = (await once(http.get(plain.url, { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } }), 'response')) as [
      http.IncomingMessage,
    ]
    let text = ''
    for await (const chunk of response) text += String(chunk)
    return { status: response.statusCode, why: response.headers['x-why'], text }
  }
  const bare = await ask()
  expect(bare).toEqual({ status: 426, why: 'no upgrade here', text: 'use a WebSocket' })
  await taped(memoryStore(), async () => expect(await ask()).toEqual(bare))
})
