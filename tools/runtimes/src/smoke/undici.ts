import http from 'node:http'
import { createInterceptor, patchUndici } from '@respool/undici'
import type { Check, Release } from './check.ts'
import { hexOf, readStream } from './read-stream.ts'
import { roundTrip } from './streams.ts'

/** By node:http, since the runtime's own fetch is patched. In replay nothing is released. */
function releaseAt(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}/next`, { method: 'POST' }, (response) => response.resume().on('end', resolve))
    request.on('error', reject).end()
  })
}

/** The runtime's own fetch, which stands on undici on Node only; and undici itself. */
export const undiciChecks: readonly Check[] = [
  {
    what: '`patchUndici`',
    prove: ({ url, ...ground }) =>
      roundTrip({ url, ...ground }, async (recorder) => {
        const patch = patchUndici({ recorder })
        const release: Release = recorder.mode === 'once' ? () => releaseAt(url) : async () => {}
        try {
          return await readStream(await globalThis.fetch(`${url}/stream`), release)
        } finally {
          patch[Symbol.dispose]()
        }
      }),
  },
  {
    what: '`createInterceptor`',
    prove: (ground) =>
      roundTrip(ground, async (recorder, release) => {
        // Not everywhere does undici load.
        const { Agent, request } = await import('undici')
        const agent = new Agent()
        const chunks: string[] = []
        const { body } = await request(`${ground.url}/stream`, { dispatcher: agent.compose(createInterceptor(recorder)) })
        for await (const chunk of body) {
          chunks.push(hexOf(chunk as Uint8Array))
          await release()
        }
        await agent.close()
        return chunks
      }),
  },
]
