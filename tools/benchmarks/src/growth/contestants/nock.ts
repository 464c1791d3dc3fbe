import { readFileSync, writeFileSync } from 'node:fs'
import nock from 'nock'
import { post, type Contestant } from '../contestant.ts'
import { answerOf, bodyOf, requestHeaders, url as recorded } from '../interactions.ts'

nock.disableNetConnect()

/** As `nock.back` keeps recordings: definitions, which are loaded with `nock.define`. */
export const nockBack: Contestant = {
  async record({ folder, count }) {
    const { origin, pathname } = new URL(recorded)
    const definitions = Array.from({ length: count }, (_, index) => ({
      scope: origin,
      method: 'POST',
      path: pathname,
      body: JSON.parse(bodyOf(index)) as object,
      status: 200,
      response: JSON.parse(answerOf(index)) as object,
      rawHeaders: requestHeaders,
    }))
    writeFileSync(`${folder}/${count}.nock.json`, JSON.stringify(definitions))
  },
  async open({ folder, count, url }) {
    nock.define(JSON.parse(readFileSync(`${folder}/${count}.nock.json`, 'utf8')) as nock.Definition[])
    return { ask: (body) => post(fetch, url, body), close: () => nock.cleanAll() }
  },
}
