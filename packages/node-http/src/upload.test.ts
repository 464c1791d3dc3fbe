import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { memoryStore } from '@respool/core'
import { expect, test } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { serve } from './__fixtures__/servers.ts'
import { everyWay, storedIn, taped } from './__fixtures__/taping.ts'

const responseTo = async (request: ClientRequest) => (await once(request, 'response'))[0] as IncomingMessage

test('a megabyte through a pipeline comes whole, with back-pressure, and replays', async () => {
  await using server = await serve((incoming, response) => {
    let bytes = 0
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      incoming.pause()
      setTimeout(() => incoming.resume(), 1)
    })
    incoming.on('end', () => response.end(String(bytes)))
  })
  const { store, ...ways } = await everyWay(async () => {
    const request = http.request(server.url, { method: 'POST' })
    const answered = responseTo(request)
    const parts = Array.from({ length: 64 }, (_, n) => Buffer.alloc(16_384, n))
    await pipeline(Readable.from(parts), request)
    let text = ''
    for await (const chunk of await answered) text += String(chunk)
    return text
  })
  expect(new Set(Object.values(ways))).toEqual(new Set(['1048576']))
  const [stored] = await storedIn(store)
  expect((stored!.request.body as Uint8Array).length).toBe(1_048_576)
})

test('an upload that outruns its server waits, and is not piled up in memory', async () => {
  await using server = await serve((incoming) => incoming.pause())
  await taped(
    memoryStore(),
    async () => {
      const request = http.request(server.url, { method: 'POST' }).on('error', () => {})
      let written = 0
      const piece = Buffer.alloc(65_536)
      for (let turn = 0; turn < 200; turn++) {
        while (!request.writableNeedDrain && written < 64e6) {
          request.write(piece)
          written += piece.length
        }
        await new Promise((resolve) => setImmediate(resolve))
      }
      request.destroy()
      // The kernel's buffers and ours; and not 64 MB.
      expect(written).toBeLessThan(32e6)
    },
    { mode: 'passthrough' },
  )
})

test('an answer to half a request arrives at once, and is stored once the request is whole', async () => {
  await using server = await serve((incoming, response) => {
    incoming.resume()
    response.writeHead(401).end('no')
  })
  const store = memoryStore()
  const { recorded } = await taped(
    store,
    async () => {
      const request = http.request(server.url, { method: 'POST', agent: new http.Agent({ keepAlive: true, timeout: 1000 }) })
      request.write('half of it, ')
      const answer = await call(server.url, {}, () => Object.assign(request, { end: () => request }))
      expect(answer).toMatchObject({ status: 401, text: 'no' })
      Reflect.deleteProperty(request, 'end')
      request.end('and the rest')
      await wait(20)
    },
    { mode: 'rerecord' },
  )
  expect(recorded).toBe(1)
  const [stored] = await storedIn(store)
  expect({ body: stored!.request.body, status: stored!.response.status }).toEqual({ body: 'half of it, and the rest', status: 401 })
})

test('and is not stored where the request never becomes whole', async () => {
  await using server = await serve((incoming, response) => {
    incoming.resume()
    response.writeHead(401).end('no')
  })
  const { recorded, notStored } = await taped(
    memoryStore(),
    async () => {
      const request = http.request(server.url, { method: 'POST' })
      request.write('half of it, ')
      const response = await responseTo(request)
      expect(response.statusCode).toBe(401)
      await once(response.resume(), 'end')
      request.destroy()
      await wait(20)
    },
    { mode: 'rerecord' },
  )
  expect(recorded).toBe(0)
  expect(notStored).toMatchObject([{ reason: 'the answer was there before the request was whole, which then never was' }])
})

test('a client that leaves in the middle of an upload: nothing is asked for, sent or stored', async () => {
  await using server = await serve((incoming, response) => incoming.resume().on('end', () => response.end()))
  const { recorded, network } = await taped(
    memoryStore(),
    async () => {
      const request = http.request(server.url, { method: 'POST' }).on('error', () => {})
      request.write('half')
      await wait(20)
      request.destroy()
      await wait(20)
    },
    { mode: 'new-episodes' },
  )
  expect({ recorded, network, count: server.count }).toEqual({ recorded: 0, network: 0, count: 0 })
})

test('a server that closes in the middle of an upload ends it as it does bare', async () => {
  await using server = await serve((incoming) => incoming.socket.destroy())
  const ask = async () => {
    const request = http.request(server.url, { method: 'POST' })
    request.write('half')
    return (await once(request, 'response').catch((error: unknown) => error)) as NodeJS.ErrnoException
  }
  const bare = await ask()
  await taped(memoryStore(), async () => expect(await ask()).toMatchObject({ code: bare.code, message: bare.message }), {
    mode: 'rerecord',
  })
})
