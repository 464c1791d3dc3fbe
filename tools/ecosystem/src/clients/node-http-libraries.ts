import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import axios from 'axios'
import got from 'got'
import nodeFetch from 'node-fetch'
import superagent from 'superagent'
import { patchedHttp, withAgent, type HttpTape } from '../bindings/node-http.ts'
import { client, type AnyClient, type Session } from '../client.ts'
import { completions, completionsPath } from '../completions.ts'
import { accepted, RefusedAnswer } from '../refused.ts'

function axiosByHttp(url: string, { agent: httpAgent }: HttpTape): Session {
  const http = axios.create({ adapter: 'http', ...(httpAgent && { httpAgent }) })
  return completions({
    json: async (body) => (await http.post(url + completionsPath, body)).data,
    bytes: async (body) => (await http.post(url + completionsPath, body, { responseType: 'stream' })).data,
  })
}

function gotWith(url: string, { agent: http }: HttpTape): Session {
  const taped = got.extend(http ? { agent: { http } } : {})
  return completions({
    json: (json) => taped.post(url + completionsPath, { json }).json(),
    bytes: (json) => taped.stream.post(url + completionsPath, { json }),
  })
}

function nodeFetchWith(url: string, { agent: taped }: HttpTape): Session {
  const post = (body: object) =>
    nodeFetch(url + completionsPath, { method: 'POST', body: JSON.stringify(body), ...(taped && { agent: taped }) })
  return completions({
    async json(body) {
      const response = await post(body)
      if (!response.ok) throw new RefusedAnswer(response.status, await response.text())
      return response.json()
    },
    async bytes(body) {
      const response = await post(body)
      return accepted(response.status, response.body as AsyncIterable<Buffer> & NodeJS.ReadableStream)
    },
  })
}

function superagentWith(url: string, { agent: taped }: HttpTape): Session {
  const post = (body: object) => {
    const request = superagent.post(url + completionsPath)
    return (taped ? request.agent(taped) : request).send(body)
  }
  return completions({
    json: async (body) => (await post(body)).body as unknown,
    async bytes(body) {
      const request = post(body).buffer(false)
      const chunks = new PassThrough()
      request.pipe(chunks)
      const [{ status }] = (await once(request, 'response')) as [superagent.Response]
      return accepted(status, chunks)
    },
  })
}

const libraries: readonly { name: string; packages: readonly string[]; connect: (url: string, tape: HttpTape) => Session }[] = [
  { name: 'axios, http adapter', packages: ['axios'], connect: axiosByHttp },
  { name: 'got', packages: ['got'], connect: gotWith },
  { name: 'node-fetch', packages: ['node-fetch'], connect: nodeFetchWith },
  { name: 'superagent', packages: ['superagent'], connect: superagentWith },
]

export const nodeHttpClients: readonly AnyClient[] = libraries.flatMap((library) =>
  [patchedHttp, withAgent].map((binding) => client({ ...library, binding })),
)
