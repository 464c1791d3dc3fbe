import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { clients, type ClientName } from '../clients.ts'
import { byBody, headersOf, streamOf, type Enter } from '../contestant.ts'
import { path } from '../exchanges.ts'

/** A handler by hand, for it records nothing. */
export const msw =
  (client: ClientName): Enter =>
  async ({ exchanges, origin }) => {
    const answer = byBody(exchanges)
    const handler = http.post(origin + path, async ({ request }) => {
      const exchange = answer(await request.text())
      return new HttpResponse(streamOf(exchange.chunks), { headers: headersOf(exchange) })
    })
    setupServer(handler).listen({ onUnhandledFrame: 'error' })
    return { ask: clients[client]() }
  }
