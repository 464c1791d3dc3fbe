import http from 'node:http'
import { createAgent, patchHttp } from '@respool/node-http'
import type { Check, Ground, Release } from './check.ts'
import { hexOf } from './read-stream.ts'
import { roundTrip } from './streams.ts'

/** The chunks of a stream, as `data` events give them. */
function get({ url }: Ground, release: Release, options: http.RequestOptions): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}/stream`, { method: 'POST', ...options }, (response) => {
      const chunks: string[] = []
      response.on('error', reject)
      response.on('data', (chunk: Uint8Array) => {
        chunks.push(hexOf(chunk))
        release().catch(reject)
      })
      response.on('end', () => resolve(chunks))
    })
    request.on('error', reject)
    request.end('{"stream":true}')
  })
}

/** On whatever the runtime has for node:http. */
export const nodeHttpChecks: readonly Check[] = [
  {
    what: '`patchHttp`',
    prove: (ground) =>
      roundTrip(ground, async (recorder, release) => {
        const patch = patchHttp({ recorder })
        try {
          return await get(ground, release, {})
        } finally {
          patch[Symbol.dispose]()
        }
      }),
  },
  {
    what: '`createAgent`',
    prove: (ground) => roundTrip(ground, (recorder, release) => get(ground, release, { agent: createAgent(recorder) })),
  },
]
