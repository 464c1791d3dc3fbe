import { isObject, readJson, type Interaction, type JsonObject } from '@respool/core'
import { parseExact } from '../json/exact.ts'
import { textOf } from '../llama-stack/json.ts'
import type { RecordKind } from '../llama-stack/record.ts'
import { newestSdk } from './fields.ts'

export interface RecordedCall {
  readonly kind: RecordKind
  readonly request: JsonObject
  /** The path below the version: `/chat/completions`. */
  readonly endpoint: string
  readonly sdk: string
}

const openaiEndpoint = /^(.*?)(\/v1)?(\/chat\/completions|\/completions|\/embeddings|\/models)$/
const ollamaEndpoint = /^\/api\/(?:ps|tags|generate|chat|embed|pull)$/
const passedThrough = /\/v1\/messages$|\/interactions$|\/rerank$/

/** The call that the recorder would have noted: as an import has found it, or as the SDK of today would make it. */
export function recordedRequest(
  { request }: Interaction,
  source: JsonObject | undefined,
  testId: string | undefined,
): RecordedCall | { readonly reason: string } {
  const body = typeof request.body === 'string' && request.body !== '' ? bodyOf(request.body) : {}
  if (body === undefined) return { reason: 'its request is no JSON, and the SDKs that are recorded send nothing else' }
  const url = new URL(request.url)
  const noted = source?.['request']
  if (isObject(noted)) return fromSource(noted, source!, body, url.pathname, testId)
  if (passedThrough.test(url.pathname)) {
    return {
      kind: 'http',
      endpoint: url.pathname,
      sdk: newestSdk,
      request: { test_id: testId ?? null, url: request.url, method: request.method, payload: body },
    }
  }
  const [, prefix = '', version = '', endpoint] = openaiEndpoint.exec(url.pathname) ?? []
  if (endpoint === undefined && !ollamaEndpoint.test(url.pathname)) return { reason: `llama-stack records no calls of ${url.pathname}` }
  const native = endpoint === undefined
  const base = native ? url.origin : url.origin + prefix + version
  const recorded = native ? url.pathname.replace(/\/embed$/, '/embeddings') : `/v1${endpoint}`
  const query = Object.fromEntries(url.searchParams)
  return {
    kind: 'inference',
    endpoint: native ? url.pathname : endpoint,
    sdk: newestSdk,
    request: {
      method: 'POST',
      url: base + recorded,
      headers: {},
      body: { ...body, ...(Object.keys(query).length > 0 && { extra_query: query }) },
      endpoint: recorded,
      model: textOf(body['model']),
      ...(!native && { provider_metadata: { openai_sdk_version: newestSdk } }),
    },
  }
}

function bodyOf(text: string): JsonObject | undefined {
  if (!isObject(readJson({ body: text }) ?? null)) return undefined
  return parseExact(text) as JsonObject
}

function fromSource(noted: JsonObject, source: JsonObject, body: JsonObject, path: string, testId: string | undefined): RecordedCall {
  const { method, url, endpoint, model, provider_metadata: metadata, headers, ...rest } = noted
  if (endpoint === undefined) {
    const request = { ...('test_id' in noted && { test_id: testId ?? noted['test_id']! }), url: url!, method: method!, payload: body }
    return { kind: 'http', endpoint: path, sdk: newestSdk, request }
  }
  const sdk = isObject(metadata) ? textOf(metadata['openai_sdk_version']) : ''
  return {
    kind: 'inference',
    endpoint: path.replace(/^.*?(?=\/(?:chat\/completions|completions|embeddings|models)$)/, ''),
    sdk,
    request: {
      method: method!,
      url: url!,
      headers: headers ?? {},
      body: source['body'] ?? body,
      endpoint,
      model: model!,
      ...(metadata !== undefined && { provider_metadata: metadata }),
      ...rest,
    },
  }
}
