import type { Fetch } from '@respool/fetch'
import { startServer } from '@respool/testkit'
import { expect, test } from 'vitest'
import { taped } from './bindings/fetch.ts'
import { client, type AnyClient } from './client.ts'
import { completions, completionsPath } from './completions.ts'
import { apiKey } from './conversation.ts'
import { prove } from './prove.ts'

/** A client of the plain fetch, with this between it and its tape. */
function plain(wrap: (tape: Fetch) => Fetch): AnyClient {
  return client({
    name: 'plain',
    packages: [],
    binding: taped,
    connect(url, tape) {
      async function post(body: object): Promise<Response> {
        const response = await wrap(tape)(url + completionsPath, { method: 'POST', body: JSON.stringify(body) })
        if (!response.ok) throw new Error(await response.text())
        return response
      }
      return completions({ json: async (body) => (await post(body)).json(), bytes: async (body) => (await post(body)).body! })
    },
  })
}

test('one that does as it should', async () => {
  expect(await prove(plain((tape) => tape))).toMatchObject({
    requests: { recorded: 3, replayed: 3 },
    sockets: 0,
    misses: {
      whole: { tries: 1, thrown: true, explainedIn: 'error.message' },
      streamed: { tries: 1, thrown: true, explainedIn: 'error.message' },
    },
  })
})

test('one that goes around its tape has no answer once the server is stopped', async () => {
  await expect(prove(plain(() => globalThis.fetch))).rejects.toThrow('fetch failed')
})

test('one that calls the network beside its tape is seen at the socket', async () => {
  const stopped = await startServer()
  await stopped.stop()
  const beside =
    (tape: Fetch): Fetch =>
    async (input, init) => {
      await fetch(stopped.url).catch(() => {})
      return tape(input, init)
    }
  expect((await prove(plain(beside))).sockets).toBeGreaterThan(0)
})

test('one that asks again after a miss is counted', async () => {
  const stubborn =
    (tape: Fetch): Fetch =>
    async (input, init) => {
      const first = await tape(input, init)
      return first.status === 400 ? tape(input, init) : first
    }
  expect((await prove(plain(stubborn))).misses).toMatchObject({ whole: { tries: 2 }, streamed: { tries: 2 } })
})

test('so is one that then asks for something else', async () => {
  const inventive =
    (tape: Fetch): Fetch =>
    async (input, init) => {
      const first = await tape(input, init)
      return first.status === 400 ? tape(input, { ...init, body: '{}' }) : first
    }
  expect((await prove(plain(inventive))).misses).toMatchObject({ whole: { tries: 2 }, streamed: { tries: 2 } })
})

test('one that says its key where everything is kept', async () => {
  const open =
    (tape: Fetch): Fetch =>
    (input, init) =>
      tape(input, { ...init, body: JSON.stringify({ ...JSON.parse(init!.body as string), user: apiKey }) })
  expect((await prove(plain(open))).cassette.leaks).toEqual([apiKey])
})

test('one that goes away from its streams', async () => {
  const impatient =
    (tape: Fetch): Fetch =>
    async (input, init) => {
      const response = await tape(input, init)
      if (!response.headers.get('content-type')!.includes('event-stream')) return response
      await response.body!.cancel()
      return new Response('')
    }
  expect((await prove(plain(impatient))).cassette.ends).toEqual(['complete', 'cancelled', 'cancelled'])
})

test('one that takes the refusal for an answer', async () => {
  const deaf =
    (tape: Fetch): Fetch =>
    async (input, init) => {
      const { status, body } = await tape(input, init)
      return status === 400 ? Response.json({ choices: [{ message: { content: '' } }] }) : new Response(body)
    }
  expect((await prove(plain(deaf))).misses.whole).toEqual({ tries: 1, thrown: false, explainedIn: undefined })
})
