import type { Fetch } from '@respool/fetch'
import axios from 'axios'
import ky from 'ky'
import { createFetch as createOfetch } from 'ofetch'
import { patched, taped } from '../bindings/fetch.ts'
import { client, type Session } from '../client.ts'
import { completions, completionsPath } from '../completions.ts'

function axiosByFetch(url: string, fetch?: Fetch): Session {
  const http = axios.create({ adapter: 'fetch', ...(fetch && { env: { fetch } }) })
  return completions({
    json: async (body) => (await http.post(url + completionsPath, body)).data,
    bytes: async (body) => (await http.post(url + completionsPath, body, { responseType: 'stream' })).data,
  })
}

function kyWith(url: string, fetch: Fetch): Session {
  const kyTaped = ky.create({ fetch })
  return completions({
    json: (json) => kyTaped.post(url + completionsPath, { json }).json(),
    bytes: async (json) => (await kyTaped.post(url + completionsPath, { json })).body!,
  })
}

function ofetchWith(url: string, fetch: Fetch): Session {
  const ofetch = createOfetch({ fetch })
  return completions({
    json: (body) => ofetch(url + completionsPath, { method: 'POST', body }),
    bytes: (body) => ofetch(url + completionsPath, { method: 'POST', body, responseType: 'stream' }),
  })
}

const axiosNamed = { name: 'axios, fetch adapter', packages: ['axios'] }

export const fetchLibraryClients = [
  client({ ...axiosNamed, binding: taped, connect: axiosByFetch }),
  client({ ...axiosNamed, binding: patched, connect: (url) => axiosByFetch(url) }),
  client({ name: 'ky', packages: ['ky'], binding: taped, connect: kyWith }),
  client({ name: 'ofetch', packages: ['ofetch'], binding: taped, connect: ofetchWith }),
]
