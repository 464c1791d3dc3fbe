import http, { type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { memoryStore, stringifyCassette } from '@respool/core'
import { cassetteOf, interactionOf } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { serve } from './__fixtures__/servers.ts'
import { cassette, everyWay, storedIn, taped } from './__fixtures__/taping.ts'

// What only node:http shows of an exchange: what adapters have in common is in the suite that all of them run.

test('trailers of a request and of a response go through while recording; a cassette has no room for them', async () => {
  await using server = await serve((incoming, response) => {
    incoming.resume().on('end', () => {
      response.writeHead(200, { Trailer: 'X-Sum' })
      response.write('a body')
      response.addTrailers({ 'X-Sum': `${incoming.trailers['x-of-request']} and mine` })
      response.end()
    })
  })
  const {
    bare,
    once: recorded,
    episodes,
    rerecord,
    passed,
    replayed,
  } = await everyWay(async () => {
    const request = http.request(server.url, { method: 'POST', headers: { Trailer: 'X-Of-Request' } })
    request.write('something')
    request.addTrailers({ 'X-Of-Request': 'yours' })
    const { text, response } = await call(server.url, {}, () => request)
    return { text, trailers: response.trailers }
  })
  expect(bare).toEqual({ text: 'a body', trailers: { 'x-sum': 'yours and mine' } })
  for (const each of [recorded, episodes, rerecord, passed]) expect(each).toEqual(bare)
  expect(replayed).toEqual({ text: 'a body', trailers: {} })
})

test('early hints arrive before the response, whatever is in them', async () => {
  await using server = await serve((_, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload', 'x-more': '1' }, () => response.end('hinted'))
  })
  const {
    bare,
    once: recorded,
    episodes,
    rerecord,
    passed,
    replayed,
  } = await everyWay(async () => {
    const hints: unknown[] = []
    const request = http.get(server.url)
    request.on('information', ({ statusCode, headers }) => hints.push(statusCode, { ...headers }))
    const { text } = await call(server.url, {}, () => request)
    return { text, hints }
  })
  expect(bare).toEqual({ text: 'hinted', hints: [103, { link: '</style.css>; rel=preload', 'x-more': '1' }] })
  for (const each of [recorded, episodes, rerecord, passed]) expect(each).toEqual(bare)
  expect(replayed).toEqual({ text: 'hinted', hints: [] })
})

test('an answer that ends with its connection, as HTTP/1.0 has it', async () => {
  const server = createServer((socket) =>
    socket.once('data', () => socket.end('HTTP/1.0 200 Fine\r\nContent-Type: text/x-old\r\n\r\nplain')),
  )
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const { bare, ...others } = await everyWay(async () => {
    const { status, text, response } = await call(url)
    return { status, text, statusText: response.statusMessage, header: response.headers['content-type'], complete: response.complete }
  })
  server.close()
  expect(bare).toMatchObject({ status: 200, text: 'plain', statusText: 'Fine', complete: true })
  const { store, ...ways } = others
  for (const each of Object.values(ways)) expect(each).toEqual(bare)
  expect((await storedIn(store))[0]!.response.httpVersion).toBe('HTTP/1.0')
})

test('the second request is as the first: names as they were spelt, values as often as they were sent', async () => {
  const seen: string[][] = []
  await using server = await serve((incoming, response) => {
    seen.push(incoming.rawHeaders)
    response.end()
  })
  const headers = {
    'X-Mixed-Case': 'A',
    accept: '*/*',
    'X-Twice': ['1', '2'],
    Cookie: ['a=1', 'b=2'],
    host: 'llm.test',
    'Accept-Encoding': 'gzip',
  }
  const options = { headers, auth: 'ana:secret', agent: new http.Agent() }
  await call(server.url, options)
  await taped(memoryStore(), () => call(server.url, options), { mode: 'passthrough' })
  await taped(memoryStore(), () => call(server.url, options), { mode: 'once' })
  const [bare, passed, recorded] = seen
  expect(passed).toEqual(bare)
  expect(recorded).toEqual(bare!.map((each) => (each === 'gzip' ? 'identity' : each)))
})

test('headers given as a list go through as a list', async () => {
  const seen: string[][] = []
  await using server = await serve((incoming, response) => {
    seen.push(incoming.rawHeaders)
    response.end()
  })
  const options = { headers: ['Host', 'llm.test', 'X-Mixed', '1', 'accept-encoding', 'identity'] as never, agent: new http.Agent() }
  await call(server.url, options)
  await taped(memoryStore(), () => call(server.url, options))
  expect(seen[1]).toEqual(seen[0])
})

test('headers that are set after the request was made are sent, recorded and matched', async () => {
  await using server = await serve((incoming, response) => response.end(incoming.headers['x-late']))
  const {
    bare,
    once: recorded,
    replayed,
  } = await everyWay(async () => {
    const request = http.request(`${server.url}/first`)
    request.setHeader('X-Late', 'yes')
    return (await call(server.url, {}, () => request)).text
  })
  expect([bare, recorded, replayed]).toEqual(['yes', 'yes', 'yes'])
})

test('many headers, and long ones', async () => {
  const long = 'x'.repeat(100_000)
  const many = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`X-${n}`, '1']))
  const server = http.createServer({ maxHeaderSize: 1 << 20 }, (incoming, response) => {
    response.end(String(incoming.rawHeaders.length > 6000 && incoming.headers['x-long']?.length === 100_000))
  })
  server.maxHeadersCount = 0
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const { bare, once: recorded, replayed } = await everyWay(async () => (await call(url, { headers: { ...many, 'X-Long': long } })).text)
  server.close()
  server.closeAllConnections()
  expect([bare, recorded, replayed]).toEqual(['true', 'true', 'true'])
})

describe('timeouts', () => {
  const forms: { readonly [form: string]: (url: string, onTimeout: () => void) => http.ClientRequest } = {
    'the option': (url, told) => http.get(url, { timeout: 60 }).on('timeout', told),
    "the agent's": (url, told) => http.get(url, { agent: new http.Agent({ timeout: 60 }) }).on('timeout', told),
    setTimeout: (url, told) => http.get(url).setTimeout(60, told),
    "the socket's": (url, told) => http.get(url).on('socket', (socket) => socket.setTimeout(60, told)),
    "the response's": (url, told) => http.get(url).on('response', (response) => response.setTimeout(60, told).resume()),
  }
  test.each(Object.entries(forms))('%s fires while the server says nothing, and ends the request as it does bare', async (form, make) => {
    await using server = await serve((_, response) => {
      if (form.includes('response')) response.write('and then nothing')
    })
    const ask = async () => {
      const start = performance.now()
      const events: string[] = []
      const request = make(server.url, () => {
        events.push('timeout')
        expect(performance.now() - start).toBeGreaterThan(50)
        request.destroy(new Error('too late'))
      })
      request.on('error', (error) => events.push(error.message))
      request.on('close', () => events.push('close'))
      await new Promise((resolve) => request.once('close', resolve))
      return events
    }
    const bare = await ask()
    expect(bare).toEqual(['timeout', 'too late', 'close'])
    await taped(memoryStore(), async () => expect(await ask()).toEqual(bare))
  })

  test('traffic puts it off', async () => {
    await using server = await serve((_, response) => {
      let left = 30
      const timer = setInterval(() => {
        response.write('x')
        if (--left > 0) return
        clearInterval(timer)
        response.end()
      }, 40)
    })
    await taped(memoryStore(), async () => {
      let timeouts = 0
      const request = http.get(server.url, { timeout: 1000 }).on('timeout', () => timeouts++)
      expect((await call(server.url, {}, () => request)).text).toBe('x'.repeat(30))
      expect(timeouts).toBe(0)
    })
  })

  test('in replay it does not fire, and leaves no timer', async () => {
    await using server = await serve((_, response) => response.end('quick'))
    const store = memoryStore()
    await taped(store, () => call(server.url))
    const before = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    await taped(store, () => call(server.url, { timeout: 10_000 }), { mode: 'replay' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length).toBe(before)
  })
})

describe('chunks of a built cassette are kept, however they are read', () => {
  const readers: { readonly [reader: string]: (response: IncomingMessage) => Promise<number> } = {
    'for await': async (response) => {
      let count = 0
      for await (const _ of response) count++
      return count
    },
    data: async (response) => {
      let count = 0
      response.on('data', () => count++)
      await once(response, 'end')
      return count
    },
    'readable and read': async (response) => {
      let count = 0
      response.on('readable', () => {
        while (response.read() !== null) count++
      })
      await once(response, 'end')
      return count
    },
  }
  test.each(Object.keys(readers).flatMap((reader) => [201, 5001].map((chunks) => [reader, chunks] as const)))(
    '%s, %d',
    async (reader, chunks) => {
      const url = 'http://llm.test/stream'
      const request = { method: 'GET', url, headers: [], body: '' }
      const built = interactionOf({ request, chunks: Array.from({ length: chunks }, (_, n) => `data: ${n}\n\n`) })
      const store = memoryStore({ [cassette]: stringifyCassette(cassetteOf(built)) })
      const ask = () => new Promise<IncomingMessage>((resolve, reject) => http.get(url, resolve).on('error', reject))
      await taped(store, async () => expect(await readers[reader]!(await ask())).toBe(chunks), { mode: 'replay' })
    },
  )
})
