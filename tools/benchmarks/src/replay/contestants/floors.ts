import { createServer, type Server } from 'node:http'
import type { Dispatcher } from 'undici'
import { clients, type ClientName } from '../clients.ts'
import { byBody, headersOf, streamOf, type Enter } from '../contestant.ts'
import type { Exchange } from '../exchanges.ts'

/** By hand: what a test would write that needs no recorder. */
export const stub =
  (client: 'fetch' | 'openai'): Enter =>
  async ({ exchanges }) => {
    const answer = byBody(exchanges)
    return {
      ask: clients[client]({
        fetch: async (_url, { body }) => {
          const exchange = answer(body)
          return new Response(streamOf(exchange.chunks), { headers: headersOf(exchange) })
        },
      }),
    }
  }

/** The request read and written once: what it costs at least to match it by meaning. The answer is there already. */
export const parsing: Enter = async ({ exchanges }) => {
  const answers = new Map(
    exchanges.map(({ body, headers, chunks }) => {
      const { 'content-type': type, 'x-request-id': id } = Object.fromEntries(headers)
      return [body, { status: 200, type: type!, id: id!, chunks }]
    }),
  )
  return {
    ask: async (_url, body) => ({ ...answers.get(JSON.stringify(JSON.parse(body)))!, first: performance.now() }),
  }
}

/** By hand, too, for undici: a turn of the event loop's queues before each chunk, without which Node 24 and below join them. */
export const dispatcher: Enter = async ({ exchanges }) => {
  const answer = byBody(exchanges)
  const dispatch = ({ body }: { body: string }, handler: Required<Dispatcher.DispatchHandler>) => {
    const exchange = answer(body)
    const controller = {
      aborted: false,
      reason: null,
      paused: false,
      rawHeaders: null,
      rawTrailers: null,
      pause() {},
      resume() {},
      abort() {},
    }
    const [first, ...rest] = exchange.chunks
    const give = (chunk: Uint8Array) => handler.onResponseData(controller, Buffer.from(chunk))
    handler.onRequestStart(controller, {})
    process.nextTick(async () => {
      handler.onResponseStart(controller, 200, headersOf(exchange), 'OK')
      give(first!)
      for (const chunk of rest) {
        await new Promise((resolve) => process.nextTick(resolve))
        give(chunk)
      }
      await new Promise((resolve) => process.nextTick(resolve))
      handler.onResponseEnd(controller, {})
    })
    return true
  }
  return { ask: clients['undici.request']({ dispatcher: { dispatch } as never }) }
}

/** A real server in the same process, over the loopback interface. */
export const loopback =
  (client: ClientName): Enter =>
  async ({ live }) => {
    live(true)
    return { ask: clients[client]() }
  }

/** Answers, or, where it is not to be asked, with a status that nobody recorded. */
export function serve(exchanges: readonly Exchange[], isLive: () => boolean): Server {
  const answer = byBody(exchanges)
  return createServer((incoming, response) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      if (!isLive()) return void response.writeHead(599).end()
      const exchange = answer(Buffer.concat(parts).toString())
      const { chunks } = exchange
      const length = chunks.length === 1 ? { 'content-length': chunks[0]!.byteLength } : {}
      response.writeHead(200, { ...headersOf(exchange), ...length })
      for (const chunk of chunks) response.write(chunk)
      response.end()
    })
  })
}
