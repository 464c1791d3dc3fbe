import { isObject, type JsonObject, type JsonValue } from '@respool/core'

/** Tokens, as the API counted them. */
export interface Usage {
  /** Of the prompt, those from a cache included. */
  readonly input: number
  readonly output: number
  /** Of the input: read from a cache. */
  readonly cached?: number
  /** Of the output: thought, not said. */
  readonly reasoning?: number
}

/** What the API says it counted; undefined where it says nothing. In a stream the counts grow, so the last of each is what it came to. */
export function usageOf(values: readonly JsonObject[]): Usage | undefined {
  const found = values.flatMap(usagesIn)
  if (found.length === 0) return undefined
  const last = (...names: readonly string[]) =>
    found.reduce<number | undefined>(
      (so, each) => names.map((name) => at(each, name)).find((value) => typeof value === 'number') ?? so,
      undefined,
    )
  const read = last('cache_read_input_tokens')
  const fresh = last('prompt_tokens', 'input_tokens', 'inputTokens', 'promptTokenCount', 'prompt_eval_count')
  // Anthropic counts what a cache had beside the input, everybody else in it.
  const input = (fresh ?? 0) + (read ?? 0) + (last('cache_creation_input_tokens') ?? 0)
  const reasoning = last('completion_tokens_details.reasoning_tokens', 'output_tokens_details.reasoning_tokens', 'thoughtsTokenCount')
  const said = last('completion_tokens', 'output_tokens', 'outputTokens', 'candidatesTokenCount', 'eval_count') ?? 0
  const cached = read ?? last('prompt_tokens_details.cached_tokens', 'input_tokens_details.cached_tokens', 'cachedContentTokenCount')
  return {
    input,
    // Gemini counts thoughts beside the output, everybody else in it.
    output: said + (last('thoughtsTokenCount') ?? 0),
    ...(cached !== undefined && cached > 0 && { cached }),
    ...(reasoning !== undefined && reasoning > 0 && { reasoning }),
  }
}

function usagesIn(value: JsonObject): JsonObject[] {
  const around = [value, value['response'], value['message'], value['metadata'], value['delta']].filter(isObject)
  const named = around
    .flatMap((each) => [each['usage'], each['usageMetadata'], at(each, 'meta.tokens'), at(each, 'usage.tokens')])
    .filter(isObject)
  // Ollama's last line has its counts beside the rest.
  return 'prompt_eval_count' in value || 'eval_count' in value ? [...named, value] : named
}

function at(value: JsonObject, path: string): JsonValue | undefined {
  return path.split('.').reduce<JsonValue | undefined>((so, key) => (isObject(so) ? so[key] : undefined), value)
}
