import { isObject, type HttpRequest, type JsonObject } from '@respool/core'
import { objectsIn } from './answer.ts'

/** Which model was asked: of the body, or of the path, where Gemini, Bedrock and Azure have it. */
export function modelOf(request: Pick<HttpRequest, 'url' | 'body'>, body: JsonObject | undefined = bodyOf(request)): string | undefined {
  const named = body?.['model'] ?? body?.['modelId']
  if (typeof named === 'string') return named
  const [, inPath] = /\/(?:models?|deployments|engines)\/([^/?]+?)(?::\w+)?(?=[/?]|$)/.exec(request.url) ?? []
  return inPath === undefined ? undefined : decodeURIComponent(inPath)
}

/** The request's JSON object, where its body is one. */
export function bodyOf({ body }: Pick<HttpRequest, 'body'>): JsonObject | undefined {
  const [value] = typeof body === 'string' ? objectsIn(body) : []
  return isObject(value) ? value : undefined
}

/** With its port; undefined where the URL is none. */
export function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined
}
