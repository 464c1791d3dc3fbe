// For this package's tests: other projects' recordings, where they lie beside the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isObject, parseCassette, type Interaction, type JsonValue } from '@respool/core'
import type { CheckedBody } from './check/interaction.ts'
import type { OperationKey } from './api.ts'

const shared = new URL('../../../../shared/', import.meta.url)

/** Interactions of the go-vcr cassettes, with their places; undefined, and said so, where they are not there. */
export async function goVcrCorpus(): Promise<{ place: string; interaction: Interaction }[] | undefined> {
  const folder = new URL('corpus/go-vcr/', shared)
  if (isMissing(folder)) return undefined
  const found: { place: string; interaction: Interaction }[] = []
  for (const name of [...namesIn(folder, '.yaml').map((each) => `corpus/go-vcr/${each}`), 'seeds/go-vcr-openai-stream.yaml']) {
    const { interactions } = await parseCassette(new Uint8Array(readFileSync(new URL(name, shared))))
    found.push(...interactions.map((interaction, index) => ({ place: `${name}, interaction ${index}`, interaction })))
  }
  return found
}

/** A body of llama-stack's: what a Python client sent or had, as plain JSON. */
export type PlacedBody = CheckedBody & { readonly place: string }

/** Those of its recordings that are of OpenAI's API; undefined, and said so, where they are not there. */
export function llamaStackCorpus(): PlacedBody[] | undefined {
  const folder = new URL('corpus/llama-stack/', shared)
  if (isMissing(folder)) return undefined
  return namesIn(folder, '.json').flatMap((name) => bodiesOf(name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Recording))
}

interface Recording {
  readonly request?: { readonly url?: string; readonly endpoint?: string | null; readonly body?: JsonValue }
  readonly response?: { readonly body?: JsonValue }
}

const requests: { readonly [endpoint: string]: OperationKey } = {
  '/v1/chat/completions': 'POST /chat/completions',
  '/v1/completions': 'POST /completions',
  '/v1/embeddings': 'POST /embeddings',
}
const bodies: { readonly [type: string]: readonly [OperationKey, 'response' | 'chunk'] } = {
  'openai.types.chat.chat_completion_chunk.ChatCompletionChunk': ['POST /chat/completions', 'chunk'],
  'openai.types.chat.chat_completion.ChatCompletion': ['POST /chat/completions', 'response'],
  'openai.types.completion.Completion': ['POST /completions', 'chunk'],
  'openai.types.create_embedding_response.CreateEmbeddingResponse': ['POST /embeddings', 'response'],
  'openai.types.model.Model': ['GET /models/{model}', 'response'],
}

function bodiesOf(place: string, { request = {}, response }: Recording): PlacedBody[] {
  const { url = '', endpoint, body } = request
  const asked = requests[endpoint ?? '']
  const answers = [response?.body].flat().filter(isObject)
  return [
    ...(asked && body !== undefined ? [{ place, url, operation: asked, part: 'request' as const, body }] : []),
    ...answers.flatMap((answer) => {
      const [operation, part] = bodies[answer['__type__'] as string] ?? []
      return operation && part ? [{ place, url, operation, part, body: answer['__data__']! }] : []
    }),
  ]
}

function namesIn(folder: URL, ending: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith(ending))
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
}

function isMissing(folder: URL): boolean {
  if (existsSync(folder)) return false
  console.log(`skipped: ${folder.pathname.slice(shared.pathname.length)} (../shared) is not beside this clone`)
  return true
}
