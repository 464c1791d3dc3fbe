import { LLMock } from '@copilotkit/aimock'
import { clients, type ClientName } from '../clients.ts'
import type { Enter } from '../contestant.ts'

/** A server of its own, in the same process, which makes OpenAI's answers of texts. */
export const aimock =
  (client: ClientName): Enter =>
  async ({ exchanges, origin }) => {
    const mock = await LLMock.create({ port: 0 })
    for (const { question, text } of exchanges) mock.onMessage(question, { content: text })
    const ask = clients[client]()
    return {
      ask: (url, ...rest) => ask(url.replace(origin, mock.url), ...rest),
      // What it keeps of every request is nobody's to pay for here.
      prepare: async () => mock.clearRequests(),
    }
  }
