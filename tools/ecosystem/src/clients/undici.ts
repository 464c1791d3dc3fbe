import { PassThrough, Readable } from 'node:stream'
import * as undici from 'undici'
import { composed, patchedUndici, type UndiciTape } from '../bindings/undici.ts'
import { client, type AnyClient, type Session } from '../client.ts'
import { completions, completionsPath } from '../completions.ts'
import { accepted, jsonOf, RefusedAnswer } from '../refused.ts'

const json = (body: object) => ({ method: 'POST' as const, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

function request(url: string, tape: UndiciTape): Session {
  const post = (body: object) => undici.request(url + completionsPath, { ...json(body), ...tape })
  return completions({
    async json(given) {
      const { statusCode, body } = await post(given)
      if (statusCode >= 400) throw new RefusedAnswer(statusCode, await body.text())
      return body.json()
    },
    async bytes(given) {
      const { statusCode, body } = await post(given)
      return accepted(statusCode, body)
    },
  })
}

function stream(url: string, tape: UndiciTape): Session {
  async function bytes(body: object): Promise<AsyncIterable<Uint8Array>> {
    const chunks = new PassThrough()
    const status = await new Promise<number>((resolve, reject) => {
      undici
        .stream(url + completionsPath, { ...json(body), ...tape }, ({ statusCode }) => {
          resolve(statusCode)
          return chunks
        })
        .catch(reject)
    })
    return accepted(status, chunks)
  }
  return completions({ bytes, json: async (body) => jsonOf(await bytes(body)) })
}

function pipeline(url: string, tape: UndiciTape): Session {
  function bytes(given: object): AsyncIterable<Uint8Array> {
    const { body: text, ...options } = json(given)
    // Nothing but the handler sees the status.
    const chunks = undici.pipeline(url + completionsPath, { ...options, ...tape }, ({ statusCode, body }) =>
      Readable.from(accepted(statusCode, body)),
    )
    chunks.end(text)
    return chunks
  }
  return completions({ bytes, json: (body) => jsonOf(bytes(body)) })
}

function fetch(url: string, tape: UndiciTape): Session {
  const post = (body: object) => undici.fetch(url + completionsPath, { ...json(body), ...tape })
  return completions({
    async json(body) {
      const response = await post(body)
      if (!response.ok) throw new RefusedAnswer(response.status, await response.text())
      return response.json()
    },
    async bytes(body) {
      const response = await post(body)
      return accepted(response.status, response.body!)
    },
  })
}

const callers = { request, stream, pipeline, fetch }

export const undiciClients: readonly AnyClient[] = Object.entries(callers).flatMap(([name, connect]) =>
  [patchedUndici, composed].map((binding) => client({ name: `undici, ${name}`, packages: ['undici'], binding, connect })),
)
