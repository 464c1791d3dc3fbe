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
    const interceptor = client === 'fetch' ? new FetchInterceptor() : new HttpRequestInterceptor()
    interceptor.apply()
    const respond = async ({ request, controller }: Asked) => {
      const exchange = answer(await request.text())
      await controller.respondWith(new Response(streamOf(exchange.chunks), { headers: headersOf(exchange) }))
    }
    // It waits for what a listener returns, though its types do not say so.
    interceptor.on('request', respond as (asked: Asked) => void)
    return { ask: clients[client]() }
  }
