// Ways to open a cassette; what each gives back is held against what is in it.
import { readFileSync } from 'node:fs'
import { parseCassette } from '@respool/core'
import { createFetch, openRecorder } from '@respool/fetch'
import jsYaml from 'js-yaml'
import { parse as parseYaml } from 'yaml'
import { question } from '../data/cassettes.ts'

/** How much was there to be read; no number for what was left alone. */
export interface Content {
  readonly interactions?: number
  /** Of all answers. */
  readonly bytes?: number
}

/** As go-vcr's files have it. */
export interface Document {
  readonly interactions?: readonly { readonly response: { readonly body?: unknown } }[]
}

/** @param first of the questions that the file answers */
export type Opener = (file: string, first: number) => Content | Promise<Content>

export const openers: { readonly [name: string]: Opener } = {
  file: (file) => ({ ...(readFileSync(file).length === 0 && { interactions: -1 }) }),
  json: (file) => contentOf(JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Document),
  jsYaml: (file) => contentOf(jsYaml.load(readFileSync(file, 'utf8')) as Document),
  yaml: (file) => contentOf(parseYaml(readFileSync(file, 'utf8')) as Document),

  async respool(file) {
    const { interactions } = await parseCassette(readFileSync(file), { name: file })
    let bytes = 0
    for (const { request, response } of interactions) {
      if (request.url === '') throw new Error(`${file}: a request without a URL`)
      for (const chunk of response.chunks) bytes += chunk.byteLength
    }
    return { interactions: interactions.length, bytes }
  },

  async answer(file, first) {
    const recorder = await openRecorder(file, { mode: 'replay' })
    const { url, method, body } = question(first)
    const response = await createFetch(recorder)(url, { method, body: body as string })
    const text = await response.text()
    if (response.status !== 200 || !text.includes(`"chatcmpl-${first}"`)) throw new Error(`${file}: ${response.status} ${text}`)
    recorder.discard()
    return {}
  },
}

export function contentOf({ interactions = [] }: Document): Required<Content> {
  return { interactions: interactions.length, bytes: interactions.reduce((sum, { response }) => sum + lengthOf(response.body), 0) }
}

// In real files there are binary bodies too, which JSON has no word for.
function lengthOf(body: unknown): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : 0
}
