import { Readable } from 'node:stream'
import nock from 'nock'
import { clients, type ClientName } from '../clients.ts'
import { headersOf, type Enter } from '../contestant.ts'
import { path } from '../exchanges.ts'

/** As nock.back loads a recording: an interceptor a request; here they answer for ever, and streams as streams. */
export const nockOf =
  (client: ClientName): Enter =>
  async ({ exchanges, origin }) => {
    nock.disableNetConnect()
    for (const exchange of exchanges) {
      const { body, chunks } = exchange
      const content = () => (chunks.length === 1 ? Buffer.from(chunks[0]!) : Readable.from(chunks, { objectMode: false }))
      nock(origin)
        .persist()
        .post(path, JSON.parse(body) as nock.DataMatcherMap)
        .reply(200, content, headersOf(exchange))
    }
    return { ask: clients[client]() }
  }
