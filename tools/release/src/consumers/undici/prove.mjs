import { Agent, request } from 'undici'
import { tape } from '../shared/tape.mjs'

const init = { method: 'POST', headers: { 'content-type': 'application/json' } }

export async function prove({ load, folder }) {
  const { createInterceptor, openRecorder, patchUndici } = await load('@respool/undici')
  await tape(openRecorder, folder, {
    async createInterceptor(recorder, url, body) {
      const dispatcher = new Agent().compose(createInterceptor(recorder))
      const response = await request(url, { ...init, body, dispatcher })
      const answer = { status: response.statusCode, text: await response.body.text() }
      await dispatcher.close()
      return answer
    },
    async patchUndici(recorder, url, body) {
      const patch = patchUndici({ recorder })
      try {
        const response = await fetch(url, { ...init, body })
        return { status: response.status, text: await response.text() }
      } finally {
        patch[Symbol.dispose]()
      }
    },
  })
}
