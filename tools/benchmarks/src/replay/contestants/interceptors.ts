import { FetchInterceptor } from '@mswjs/interceptors/fetch'
import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import { clients, type ClientName } from '../clients.ts'
import { byBody, headersOf, streamOf, type Enter } from '../contestant.ts'

/** Its own interceptor for the client, and a handler by hand. */
export const interceptors =
  (client: ClientName): Enter =>
  async ({ exchanges }) => {
    const answer = byBody(exchanges)
    const interceptor = client === 'fetch' ? new FetchInterceptor() : new HttpRequestInterceptor()
    await interceptor.apply()
    interceptor.on('request', async ({ request, controller }) => {
      const exchange = answer(await request.text())
      controller.respondWith(new Response(streamOf(exchange.chunks), { headers: headersOf(exchange) }))
    })
    return { ask: clients[client]() }
  }
