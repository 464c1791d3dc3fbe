import { memoryStore } from '@respool/core'
import { expect } from 'vitest'

import { kindOf, type Send, type Sent } from './driver.ts'
import { contentOf, headerOf, textOf } from './read.ts'
import { onlyStored, type Rig } from './rig.ts'

/** What the server's `/echo` says it received. */
interface Echo {
  readonly method: string
  readonly path: string
  readonly headers: readonly [string, string][]
  readonly body: string
  readonly base64: string
}

const json = [['content-type', 'application/json']] as const
const multipart = ['--limit', 'Content-Disposition: form-data; name="model"', '', 'whisper-1', '--limit--', ''].join('\r\n')

function form(): FormData {
  const data = new FormData()
  data.append('model', 'whisper-1')
  data.append('file', new File([new Uint8Array([0, 255, 10])], 'a.bin', { type: 'audio/wav' }))
  return data
}

/** Parts as they come, one a pull. */
function streamOf(...parts: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const left = [...parts]
  return new ReadableStream(
    {
      pull(controller) {
        const part = left.shift()
        if (part) controller.enqueue(part)
        else controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

// Made anew for each sending: a stream reads once.
const forms: readonly [string, () => Omit<Sent, 'url'>][] = [
  ['no body', () => ({})],
  ['another method', () => ({ method: 'DELETE' })],
  ['text', () => ({ method: 'POST', headers: [['content-type', 'text/plain;charset=UTF-8']], body: 'Olá' })],
  ['JSON', () => ({ method: 'POST', headers: json, body: '{"a":[1,2,{"b":null}],"big":9007199254740993}' })],
  ['an empty text', () => ({ method: 'POST', headers: json, body: '' })],
  ['bytes that are no text', () => ({ method: 'PUT', body: new Uint8Array([0, 1, 254, 255]) })],
  ['a form as text', () => ({ method: 'POST', headers: [['content-type', 'application/x-www-form-urlencoded']], body: 'a=%C3%BC&b=1+2' })],
  [
    'multipart as bytes',
    () => ({ method: 'POST', headers: [['content-type', 'multipart/form-data; boundary=limit']], body: Buffer.from(multipart) }),
  ],
  ['a stream', () => ({ method: 'POST', body: streamOf(Buffer.from('one '), Buffer.from('two')) })],
  ['URLSearchParams', () => ({ method: 'POST', body: new URLSearchParams({ a: 'ü', b: '1 2' }) })],
  ['FormData', () => ({ method: 'POST', body: form() })],
  ['a Blob with a type', () => ({ method: 'POST', body: new Blob(['{"a":1}'], { type: 'application/json' }) })],
]

export function requests(rig: Rig): void {
  const sendable = forms.filter(([, sent]) => {
    const { body } = sent()
    return body === undefined || rig.driver.bodies.includes(kindOf(body))
  })

  for (const [name, sent] of sendable) {
    rig.case(name, async () => {
      await rig.sameAsBare(async (send) => echoed(await echo(rig, send, sent())))
    })
  }

  rig.case('also where everything is recorded, and the body need not be known first', async () => {
    for (const [name, sent] of sendable) {
      const bare = echoed(await echo(rig, rig.driver.send, sent()))
      const { recorded } = await rig.twice(async (send) => echoed(await echo(rig, send, sent())), { mode: 'rerecord' })
      expect(recorded, name).toEqual(bare)
    }
  })

  rig.case('also where it is passed, untaped', async () => {
    const bare: Echo[] = []
    for (const [, sent] of sendable) bare.push(await echo(rig, rig.driver.send, sent()))
    await using taped = await rig.open(memoryStore(), { mode: 'passthrough' })
    for (const [index, [name, sent]] of sendable.entries()) expect(await echo(rig, taped.send, sent()), name).toEqual(bare[index])
    expect(await taped.close()).toMatchObject({ passed: sendable.length, recorded: 0 })
  })

  for (const mode of ['once', 'rerecord'] as const) {
    rig.case(`a megabyte, piped in 16 pieces (${mode})`, async () => {
      const bytes = Buffer.from(JSON.stringify({ prompt: 'Olá, again. '.repeat(90_000) })).subarray(0, 1 << 20)
      const parts = Array.from({ length: 16 }, (_, index) => bytes.subarray(index << 16, (index + 1) << 16))
      const body = () => (rig.driver.bodies.includes('stream') ? streamOf(...parts) : bytes)
      const { recorded, replayed } = await rig.twice(
        async (send) => contentOf(await send({ url: `${rig.server.url}/echo/body`, method: 'POST', body: body() })),
        { mode },
      )
      expect(recorded.equals(bytes)).toBe(true)
      expect(replayed.equals(bytes)).toBe(true)
    })
  }

  for (const mode of ['once', 'rerecord'] as const) {
    rig.case(
      `a body that waits for the server's 100 (${mode})`,
      async () => {
        const sent: Omit<Sent, 'url'> = { method: 'POST', headers: json, body: '{"waits":true}', expectContinue: true }
        const use = async (send: Send) => textOf(await send({ ...sent, url: `${rig.server.url}/echo/body` }))
        const { recorded, replayed } = await rig.twice(use, { mode })
        expect([recorded, replayed]).toEqual(['{"waits":true}', '{"waits":true}'])
      },
      'expect-continue',
    )
  }

  rig.case('recording asks for identity, whatever the caller asked for, and keeps the other headers', async () => {
    const headers = [
      ['Accept-Encoding', 'gzip, br'],
      ['X-Mine', 'yes'],
    ] as const
    const { store } = await rig.twice(async (send) => textOf(await send({ url: `${rig.server.url}/v1/models`, headers })))
    const received = rig.server.requests.at(-1)!
    expect(received.rawHeaders.filter(([name]) => name.toLowerCase() === 'accept-encoding').map(([, value]) => value)).toEqual(['identity'])
    expect(received.headers['x-mine']).toBe('yes')
    expect((await onlyStored(store)).request.headers.map(([name]) => name.toLowerCase())).not.toContain('x-mine')
  })

  rig.case("a passed request's own accept-encoding is left alone", async () => {
    const headers = [['accept-encoding', 'br']] as const
    await using taped = await rig.open(memoryStore(), { mode: 'passthrough' })
    await textOf(await taped.send({ url: `${rig.server.url}/v1/models`, headers }))
    expect(rig.server.requests.at(-1)!.headers['accept-encoding']).toBe('br')
    await taped.close()
  })
}

async function echo(rig: Rig, send: Send, sent: Omit<Sent, 'url'>): Promise<Echo> {
  const received = await send({ ...sent, url: `${rig.server.url}/echo?q=1` })
  expect(headerOf(received, 'content-type')).toBe('application/json')
  return withoutBoundary(JSON.parse(await textOf(received)) as Echo)
}

/** What must be the same whoever sends: the headers of the connection and of the recording are not. */
function echoed({ method, path, headers, body, base64 }: Echo): object {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  return { method, path, type, body, base64 }
}

/** The boundary of a form is the client's own, and new every time. */
function withoutBoundary(received: Echo): Echo {
  const type = received.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  const boundary = type && /boundary=(.+)/.exec(type)?.[1]
  if (!boundary || boundary === 'limit') return received
  const clean = (text: string) => text.replaceAll(boundary, '')
  return {
    ...received,
    headers: received.headers.map(([name, value]) => [name, clean(value)]),
    body: clean(received.body),
    base64: Buffer.from(clean(Buffer.from(received.base64, 'base64').toString('latin1')), 'latin1').toString('base64'),
  }
}
