import { headerValue, type HttpRequest } from '@respool/core'
import type { OperationKey } from '../api.ts'
import { operationSchemas } from '../generated/operations.ts'

/**
 * Which of OpenAI's operations a request asks for; undefined where it is none.
 *
 * The path below the base URL decides, whatever the base is: `https://api.openai.com/v1`, an Azure deployment (`/openai/deployments/mine`), OpenRouter (`/api/v1`), a
 * gateway, or a doubled `/v1/v1`. Paths of one word (`/models`, `/files`) say little, so there the base has to look like one: a version, `openai` or a deployment
 * before it, and not the API of somebody else. The beta doubles (`/responses?beta=true`) have other bodies and are none of these operations.
 *
 * @example
 * ```ts
 * operationOf({ method: 'POST', url: 'https://openrouter.ai/api/v1/chat/completions', headers: [] }) // 'POST /chat/completions'
 * ```
 */
export function operationOf({ method, url, headers }: Pick<HttpRequest, 'method' | 'url' | 'headers'>): OperationKey | undefined {
  if (!URL.canParse(url)) return undefined
  const { pathname, searchParams, hostname } = new URL(url)
  const path = pathname.split('/').filter((segment) => segment !== '')
  const foreign = isForeign(hostname, path, headers)
  for (let base = 0; base < path.length; base++) {
    const found = (Object.keys(operationSchemas) as OperationKey[]).filter(
      (key) => fits(key, method, path.slice(base)) && (isDistinctive(key) || (!foreign && isBase(path.slice(0, base)))),
    )
    // A word of the path's is more than anything in its place: /responses/compact is no /responses/{response_id}.
    const best = found.sort((a, b) => placeholders(a) - placeholders(b))[0]
    if (best === undefined) continue
    return best.includes('/responses') && searchParams.get('beta') === 'true' ? undefined : best
  }
  return undefined
}

function fits(key: OperationKey, method: string, path: readonly string[]): boolean {
  const [verb, template] = split(key)
  if (verb !== method) return false
  // Names of models have slashes in them: meta-llama/Llama-3.
  if (template.at(-1) === '{model}' && path.length > template.length) return template[0] === path[0]
  return template.length === path.length && template.every((part, index) => part.startsWith('{') || part === path[index])
}

function split(key: OperationKey): [verb: string, template: string[]] {
  const [verb, path] = key.split(' /') as [string, string]
  return [verb, path.split('/')]
}

function isDistinctive(key: OperationKey): boolean {
  const [, template] = split(key)
  return template.length > 1 && !template[1]!.startsWith('{')
}

function isBase(base: readonly string[]): boolean {
  const last = base.at(-1)
  if (last === undefined) return false
  return last === 'openai' || /^v\d+(?:alpha|beta)?\d*$/.test(last) || base.at(-2) === 'deployments'
}

// APIs which have paths of the same names for something else, beside those that they share with OpenAI's.
function isForeign(host: string, path: readonly string[], headers: HttpRequest['headers']): boolean {
  if (headerValue(headers, 'anthropic-version') !== undefined || /(?:^|\.)anthropic\.com$/.test(host)) return true
  return /(?:^|\.)googleapis\.com$/.test(host) && !path.includes('openai')
}

function placeholders(key: OperationKey): number {
  return key.split('{').length
}
