import http, { type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { memoryStore, stringifyCassette } from '@respool/core'
import { cassetteOf, interactionOf } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { deadPort, serve } from './__fixtures__/servers.ts'
import { cassette, storedIn, taped } from './__fixtures__/taping.ts'

// What a reset overtakes is lost: so the server breaks once the application has its data.
let seenBy: (() => void) | undefined

/** All that an application can see of a request. */
async function events(url: string): Promise<string[]> {
  const seen: string[] = []
  const request = http.get(url)
  const code = (error: Error) => `${(error as NodeJS.ErrnoException).code} ${error.message}`
  request.on('error', (error) => seen.push(`request error: ${code(error)}`))
  request.on('response', (response) => {
    response.on('data', (chunk) => {
      seen.push(`data: ${String(chunk)}`)
      seenBy?.()
    })
    response.on('aborted', () => seen.push('aborted'))
    response.on('end', () => seen.push('end'))
    response.on('error', (error) => seen.push(`response error: ${code(error)}`))
    response.on('close', () => seen.push(`response close, complete: ${response.complete}`))
  })
  request.on('close', () => seen.push('request close'))
  await new Promise((resolve) => request.once('close', resolve))
  await wait(5)
  return seen
}

describe('a connection that breaks shows as it does bare, event by event', () => {
  const breaks: { readonly [how: string]: (response: http.ServerResponse) => void } = {
    'reset in a stream': (response) => {
      response.write('one')
      seenBy = () => response.socket!.resetAndDestroy()
    },
    'closed in a stream': (response) => {
      response.write('one')
      seenBy = () => response.destroy()
    },
    'closed before the length that was promised': (response) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('one')
      seenBy = () => response.destroy()
    },
    'closed before an answer': (response) => void response.destroy(),
    'reset before an answer': (response) => void response.socket!.resetAndDestroy(),
    'no HTTP at all': (response) => void response.socket!.end('hello\r\n\r\n'),
  }
  test.each(Object.entries(breaks))('%s', async (_, how) => {
    await using server = await serve((_request, response) => how(response))
    const bare = await events(server.url)
    const answered = bare.includes('data: one')
    for (const mode of ['once', 'new-episodes', 'rerecord', 'passthrough'] as const) {
      const store = memoryStore()
      const { recorded } = await taped(store, async () => expect(await events(server.url)).toEqual(bare), { mode })
      expect(recorded).toBe(answered && mode !== 'passthrough' ? 1 : 0)
      const [stored] = await storedIn(store)
      expect(stored?.response.end).toBe(recorded === 1 ? 'failed' : undefined)
      if (!stored) continue
      seenBy = undefined
      await taped(
        store,
        async () => {
          // A request without a listener for errors must not end the process where the server's closing did not.
          expect(await events(server.url)).toEqual(
            bare.filter((event) => !event.startsWith('request error')).map((event) => event.replace('read ECONNRESET', 'aborted')),
          )
        },
        { mode: 'replay' },
      )
    }
  })

  test('nobody there', async () => {
    const url = `http://127.0.0.1:${await deadPort()}/`
    const bare = await events(url)
    await taped(memoryStore(), async () => expect(await events(url)).toEqual(bare))
  })
})

test('a warm connection that has gone cold is known by its request, so that who asks may ask again', async () => {
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok')
      socket.once('data', () => socket.resetAndDestroy())
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const ask = async () => {
    const agent = new http.Agent({ keepAlive: true })
    const [first] = (await once(http.get(url, { agent }), 'response')) as [IncomingMessage]
    await once(first.resume(), 'end')
    await wait(5)
    const second = http.get(url, { agent })
    const error = (await once(second, 'response').catch((reason: unknown) => reason)) as NodeJS.ErrnoException
    agent.destroy()
    return { code: error.code, reused: second.reusedSocket }
  }
  const bare = await ask()
  expect(bare).toEqual({ code: 'ECONNRESET', reused: true })
  await taped(memoryStore(), async () => expect(await ask()).toEqual(bare))
  server.close()
})

describe('a recording that was cut, replayed', () => {
  const url = 'http://llm.test/cut'
  const long = Array.from({ length: 30 }, (_, n) => `${n} `.padEnd(10_000, 'x'))
  const request = { method: 'GET', url, headers: [], body: '' }
  const cut = (end: 'failed' | 'cancelled', chunks: readonly string[] = long) =>
    memoryStore({
      [cassette]: stringifyCassette(
        cassetteOf(interactionOf({ request, chunks, end, ...(end === 'failed' && { error: 'read ECONNRESET' }) })),
      ),
    })
  const ask = () => new Promise<IncomingMessage>((resolve, reject) => http.get(url, resolve).on('error', reject))

  test.each(['failed', 'cancelled'] as const)('gives a slow reader every byte before it fails (%s)', async (end) => {
    await taped(
      cut(end),
      async () => {
        let read = ''
        const reading = (async () => {
          for await (const chunk of await ask()) {
            read += String(chunk)
            await wait(5)
          }
        })()
        await expect(reading).rejects.toMatchObject(
          end === 'failed'
            ? { code: 'ECONNRESET', message: 'aborted', cause: { code: 'recording-failed', details: { reason: 'read ECONNRESET' } } }
            : { code: 'recording-cancelled', details: { chunks: 30 } },
        )
        expect(read).toBe(long.join(''))
      },
      { mode: 'replay' },
    )
  })

  test('fails one that does not read, too, in a while', async () => {
    await taped(
      cut('failed', ['one', 'two']),
      async () => {
        const response = await ask()
        await once(response, 'aborted')
        expect(response.complete).toBe(false)
      },
      { mode: 'replay' },
    )
  })

  test('one that pauses in the middle and goes on', async () => {
    await taped(
      cut('failed'),
      async () => {
        const response = await ask()
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          response.pause()
          setTimeout(() => response.resume(), 3)
        })
        const [error] = await once(response, 'error')
        expect(error).toMatchObject({ code: 'ECONNRESET' })
        expect(bytes).toBe(300_000)
      },
      { mode: 'replay' },
    )
  })
})

test('a header that node:http cannot give is an error that says so', async () => {
  const url = 'http://llm.test/odd'
  const request = { method: 'GET', url, headers: [], body: '' }
  const store = memoryStore({ [cassette]: stringifyCassette(cassetteOf(interactionOf({ request, headers: { 'no token': '1' } }))) })
  await taped(
    store,
    async () => {
      const error = await once(http.get(url), 'response').catch((reason: unknown) => reason)
      expect(error).toMatchObject({
        message: expect.stringContaining('mend it in the cassette'),
        cause: { code: 'ERR_INVALID_HTTP_TOKEN' },
      })
    },
    { mode: 'replay' },
  )
})
