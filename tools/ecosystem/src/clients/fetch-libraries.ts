import type { Fetch } from '@respool/fetch'
import axios from 'axios'
import ky from 'ky'
import { createFetch as createOfetch, ofetch } from 'ofetch'
import type { Session } from '../client.ts'
import { completions, completionsPath } from '../completions.ts'
import { byFetch } from './by-fetch.ts'

function axiosByFetch(url: string, fetch?: Fetch): Session {
  const http = axios.create({ adapter: 'fetch', ...(fetch && { env: { fetch } }) })
  return completions({
    json: async (body) => (await http.post(url + completionsPath, body)).data,
    bytes: async (body) => (await http.post(url + completionsPath, body, { responseType: 'stream' })).data,
  })
}

function kyWith(url: string, fetch?: Fetch): Session {
  const kyTaped = ky.create(fetch && { fetch })
  return completions({
    json: (json) => kyTaped.post(url + completionsPath, { json }).json(),
    bytes: async (json) => (await kyTaped.post(url + completionsPath, { json })).body!,
  })
}

function ofetchWith(url: string, given?: Fetch): Session {
  const call = given ? createOfetch({ fetch: given }) : ofetch
  return completions({
    json: (body) => call(url + completionsPath, { method: 'POST', body }),
    bytes: (body) => call(url + completionsPath, { method: 'POST', body, responseType: 'stream' }),
  })
}

export const fetchLibraryClients = [
  ...byFetch({ name: 'axios, fetch adapter', packages: ['axios'], connect: axiosByFetch }),
  ...byFetch({ name: 'ky', packages: ['ky'], connect: kyWith }),
  ...byFetch({ name: 'ofetch', packages: ['ofetch'], connect: ofetchWith }),
]
