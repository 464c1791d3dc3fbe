import { FetchInterceptor } from '@mswjs/interceptors/fetch'
import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import { clients, type ClientName } from '../clients.ts'
import { byBody, headersOf, streamOf, type Enter } from '../contestant.ts'

interface Asked {
  readonly request: Request
  readonly controller: { respondWith(response: Response): unknown }
}

/** Its own interceptor for the client, and a handler by hand. */
export const interceptors =
  (client: ClientName): Enter =>
  async ({ exchanges }) => {
    const answer = byBody(exchanges)
    const interceptor = client === 'fetch' || client === 'openai' ? new FetchInterceptor() : new HttpRequestInterceptor()
    interceptor.apply()
    // What it returns is waited for, though the type of a listener does not say so.
    const respond: (asked: Asked) => unknown = async ({ request, controller }) => {
      const exchange = answer(await request.text())
      await controller.respondWith(new Response(streamOf(exchange.chunks), { headers: headersOf(exchange) }))
    }
    interceptor.on('request', respond)
    return { ask: clients[client]() }
  }
