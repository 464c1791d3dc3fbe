import http from 'node:http'
import { tape, textOf } from '../shared/tape.mjs'

const over = (url, body, options) =>
  new Promise((resolve, reject) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, ...options }
    const request = http.request(url, init, (response) => {
      textOf(response).then((text) => resolve({ status: response.statusCode, text }), reject)
    })
    request.on('error', reject).end(body)
  })

export async function prove({ load, folder }) {
  const { createAgent, openRecorder, patchHttp } = await load('@respool/node-http')
  await tape(openRecorder, folder, {
    createAgent: (recorder, url, body) => over(url, body, { agent: createAgent(recorder) }),
    async patchHttp(recorder, url, body) {
      const patch = patchHttp({ recorder })
      try {
        return await over(url, body, {})
      } finally {
        patch[Symbol.dispose]()
      }
    },
  })
}
