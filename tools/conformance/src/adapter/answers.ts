import { httpRequest, memoryStore, stringifyCassette } from '@respool/core'
import { interactionOf } from '@respool/testkit'
import { expect } from 'vitest'

import type { Received, Send, Sent } from './driver.ts'
import { contentOf, headersOf, readToEnd, shapeOf, textOf } from './read.ts'
import { cassette, onlyStored, storedIn, type Rig } from './rig.ts'

const chat = (body: object): Omit<Sent, 'url'> => ({
  method: 'POST',
  headers: [['content-type', 'application/json']],
  body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Olá' }], ...body }),
})

const exchanges: readonly [string, string, Omit<Sent, 'url'>][] = [
  ['JSON', '/v1/models', {}],
  ['a chat completion', '/v1/chat/completions', chat({})],
  ['an event stream', '/v1/chat/completions', chat({ stream: true })],
  ['an event stream with CR LF', '/v1/chat/completions', chat({ stream: true, model: 'test-crlf' })],
  ['an event stream with comments', '/v1/chat/completions', chat({ stream: true, model: 'test-comments' })],
  ['an event stream cut anywhere', '/v1/chat/completions', chat({ stream: true, model: 'test-split' })],
  ['NDJSON', '/ndjson', {}],
  ['bytes that are no text', '/v1/audio/speech', chat({ model: 'tts-1', input: 'hi', voice: 'alloy' })],
  ['204', '/status/204', {}],
  ['304', '/status/304', {}],
  ['HEAD', '/v1/models', { method: 'HEAD' }],
  ['400', '/v1/chat/completions', chat({ model: 'test-error-400' })],
  ['401', '/v1/chat/completions', chat({ model: 'test-error-401' })],
  ['404', '/status/404', {}],
  ['429', '/v1/chat/completions', chat({ model: 'test-error-429' })],
  ['500', '/v1/chat/completions', chat({ model: 'test-error-500' })],
  ['599', '/status/599', {}],
]

export function answers(rig: Rig): void {
  for (const [name, path, sent] of exchanges) {
    rig.case(name, async () => {
      const { recorded } = await rig.sameAsBare(async (send) => look(await send({ ...sent, url: rig.server.url + path })), {
        recordErrors: true,
      })
      expect(recorded.error).toBeUndefined()
    })
  }

  rig.case(
    "the text beside the status, the server's own",
    async () => {
      const stop = rig.server.script('/text', async (stream) => {
        await stream.head({ status: 203, statusText: 'Quite All Right' })
        await stream.end()
      })
      const { recorded } = await rig.sameAsBare(async (send) => (await look(await send({ url: `${rig.server.url}/text` }))).statusText)
      stop()
      expect(recorded).toBe('Quite All Right')
    },
    'status-text',
  )

  rig.case('each hop of a redirect, or all of them as one where the client follows below', async () => {
    const before = rig.server.count
    const use = async (send: Send) => look(await send({ url: `${rig.server.url}/redirect/307/v1/models` }))
    const { status } = await use(rig.driver.send)
    const hops = rig.server.count - before
    const { recorded, store } = await rig.sameAsBare(use)
    expect(recorded.status).toBe(status)
    expect((await storedIn(store)).length).toBe(rig.hasGap('redirect-hops') ? 1 : hops)
  })

  rig.case('several cookies stay several, in their order, where they are kept', async () => {
    const { recorded, replayed } = await rig.twice(
      async (send) => {
        const received = await send({ url: `${rig.server.url}/v1/models` })
        await contentOf(received)
        return headersOf(received, 'set-cookie')
      },
      { redact: { keepHeaders: ['set-cookie'] } },
    )
    expect(recorded.map((cookie) => cookie.split('=')[0])).toEqual(['__cf_bm', '_cfuvid'])
    expect(replayed.length).toBe(2)
    expect(replayed.map((cookie) => cookie.split('=')[0])).toEqual(['__cf_bm', '_cfuvid'])
  })

  rig.case('while recording, every header as the server sent it', async () => {
    const use = async (send: Send) => {
      const received = await send({ url: `${rig.server.url}/v1/models` })
      await contentOf(received)
      return received.headers.filter(([name]) => name.toLowerCase() !== 'x-request-id')
    }
    const bare = await use(rig.driver.send)
    const { recorded } = await rig.twice(use)
    expect(recorded).toEqual(bare)
  })

  rig.case('in replay, the headers of the cassette and no others, in its order and with its spelling', async () => {
    // In the order of the file, which go-vcr sorts.
    const told = [
      ['Content-Type', 'application/json'],
      ['OpenAI-Version', '2020-10-01'],
      ['X-RateLimit-Limit', '10'],
      ['x-request-ID', 'req_1'],
    ] as const
    const lying = [
      ['Content-Length', '3'],
      ['Content-Encoding', 'gzip'],
      ['Transfer-Encoding', 'chunked'],
    ] as const
    const received = await play(rig, { headers: [...told, ...lying], body: '{"a":1}' })
    // What the runtime says of its own connection is its own matter.
    const own = new Set(['connection', 'keep-alive', 'content-length', 'transfer-encoding'])
    const seen = received.headers.filter(([name]) => !own.has(name.toLowerCase()))
    const lower = (headers: Received['headers']) => headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`).toSorted()
    if (rig.hasGap('raw-headers')) expect(lower(seen)).toEqual(lower(told))
    else expect(seen).toEqual(told)
    const lengths = headersOf(received, 'content-length')
    if (lengths.length > 0) expect(lengths).toEqual(['7'])
    expect(await textOf(received)).toBe('{"a":1}')
  })

  rig.case('changing a replayed chunk does not change the cassette', async () => {
    const { replayed } = await rig.twice(
      async (send) => {
        const url = `${rig.server.url}/v1/models`
        const { chunks } = await readToEnd(await send({ url }))
        for (const chunk of chunks) chunk.fill(0)
        return (await textOf(await send({ url }))).includes('"gpt-4o"')
      },
      { repeats: true },
    )
    expect(replayed).toBe(true)
  })

  rig.case('429 and 5xx are not kept unless that was asked for', async () => {
    for (const [status, kept] of [
      [400, 1],
      [429, 0],
      [500, 0],
    ] as const) {
      const store = memoryStore()
      await using taped = await rig.open(store)
      await contentOf(await taped.send({ url: `${rig.server.url}/v1/chat/completions`, ...chat({ model: `test-error-${status}` }) }))
      const { recorded, notStored } = await taped.close()
      expect(recorded, String(status)).toBe(kept)
      expect(notStored.map(({ reason }) => reason)).toEqual(kept ? [] : [`the answer was ${status}; \`recordErrors: true\` keeps it`])
    }
  })

  rig.case('429 says when to retry, in replay too', async () => {
    const { replayed } = await rig.twice(
      async (send) => {
        const received = await send({ url: `${rig.server.url}/v1/chat/completions`, ...chat({ model: 'test-error-429' }) })
        await contentOf(received)
        return headersOf(received, 'retry-after')
      },
      { recordErrors: true },
    )
    expect(replayed).toEqual(['1'])
  })

  rig.case('the request and the response are stored as they were', async () => {
    const { store } = await rig.twice(async (send) =>
      textOf(await send({ ...chat({ stream: true }), url: `${rig.server.url}/v1/chat/completions` })),
    )
    const { request, response } = await onlyStored(store)
    const received = rig.server.requests.at(-1)!
    expect({ ...request, headers: [] }).toMatchObject({ method: 'POST', url: rig.server.url + received.path, body: received.text })
    expect(response).toMatchObject({ status: 200, statusText: 'OK', boundaries: 'recorded', end: 'complete' })
    expect(response.headers).toContainEqual(['Content-Type', 'text/event-stream; charset=utf-8'])
  })
}

/** All of a response that does not depend on the connection it came on. */
async function look(received: Received) {
  const { chunks, error } = await readToEnd(received)
  const bytes = Buffer.concat(chunks)
  return {
    status: received.status,
    statusText: received.statusText,
    contentType: headersOf(received, 'content-type'),
    bytes: bytes.toString('latin1'),
    error: shapeOf(error),
  }
}

/** Replays one built response; all of it has been read. */
async function play(rig: Rig, response: Parameters<typeof interactionOf>[0]): Promise<Received> {
  // A port that fetch does not refuse.
  const url = 'http://127.0.0.1:8080/'
  const interaction = interactionOf({ ...response, request: httpRequest({ url }) })
  const store = memoryStore({ [cassette]: stringifyCassette({ interactions: [interaction] }) })
  await using taped = await rig.open(store, { mode: 'replay', strict: true })
  const received = await taped.send({ url })
  const { chunks, error } = await readToEnd(received)
  expect(error).toBeUndefined()
  await taped.close()
  return { ...received, chunks: again(chunks) }
}

async function* again(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}
