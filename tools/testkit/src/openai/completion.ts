import { frameDefaults, obfuscationOf, replyTokens, type Reply, type ReplyFrame } from '../reply.ts'

export interface CompletionOptions extends Partial<ReplyFrame> {
  /** Adds the last chunk, which has no choices but the usage (`stream_options.include_usage`). */
  usage?: boolean
  /** How many choices, each with the same reply. Default 1. */
  n?: number
}

/** A chat completion's chunks, in OpenAI's shapes; without the `[DONE]` that ends the stream. */
export function completionChunks(reply: Reply, { usage = false, n = 1, ...given }: CompletionOptions = {}): object[] {
  const frame = { ...frameDefaults, ...given }
  const indexes = Array.from({ length: n }, (_, index) => index)
  const head = completionHead(frame, 'chat.completion.chunk')
  const chunk = (index: number, delta: object, filler: string, finish: string | null = null) => ({
    ...head,
    choices: [{ index, delta, logprobs: null, finish_reason: finish }],
    ...(usage ? { usage: null } : {}),
    ...(frame.obfuscation ? { obfuscation: obfuscationOf(filler) } : {}),
  })
  return [
    ...indexes.map((index) => chunk(index, firstDelta(reply), '')),
    ...replyTokens(reply).flatMap((token) => indexes.map((index) => chunk(index, tokenDelta(reply, token), token))),
    ...indexes.map((index) => chunk(index, {}, 'stop', finishReason(reply))),
    ...(usage
      ? [{ ...head, choices: [], usage: usageOf(reply, frame.promptTokens), ...(frame.obfuscation ? { obfuscation: '' } : {}) }]
      : []),
  ]
}

/** The same completion in one piece. */
export function completionBody(reply: Reply, { n = 1, ...given }: CompletionOptions = {}): object {
  const frame = { ...frameDefaults, ...given }
  return {
    ...completionHead(frame, 'chat.completion'),
    choices: Array.from({ length: n }, (_, index) => ({
      index,
      message: messageOf(reply),
      logprobs: null,
      finish_reason: finishReason(reply),
    })),
    usage: usageOf(reply, frame.promptTokens),
  }
}

/**
 * The events of a streamed text, as `sseChunks` and a hand-written stream take them.
 *
 * @example
 * ```ts
 * for (const chunk of sseChunks(streamedCompletion('Olá, mundo!'))) await stream.chunk(chunk)
 * ```
 */
export function streamedCompletion(text: string, options?: CompletionOptions): (object | string)[] {
  return [...completionChunks({ kind: 'text', text }, options), '[DONE]']
}

function completionHead({ id, model, created }: ReplyFrame, object: string): object {
  return { id: `chatcmpl-${id}`, object, created, model, service_tier: 'default', system_fingerprint: 'fp_5f0c2b7a91' }
}

function firstDelta(reply: Reply): object {
  if (reply.kind !== 'tool-call') return { role: 'assistant', content: '', refusal: null }
  const call = { index: 0, id: reply.callId, type: 'function', function: { name: reply.name, arguments: '' } }
  return { role: 'assistant', content: null, tool_calls: [call], refusal: null }
}

function tokenDelta(reply: Reply, token: string): object {
  if (reply.kind === 'text') return { content: token }
  if (reply.kind === 'refusal') return { refusal: token }
  return { tool_calls: [{ index: 0, function: { arguments: token } }] }
}

function messageOf(reply: Reply): object {
  if (reply.kind === 'text') return { role: 'assistant', content: reply.text, refusal: null, annotations: [] }
  if (reply.kind === 'refusal') return { role: 'assistant', content: null, refusal: reply.text, annotations: [] }
  const call = { id: reply.callId, type: 'function', function: { name: reply.name, arguments: reply.arguments } }
  return { role: 'assistant', content: null, tool_calls: [call], refusal: null, annotations: [] }
}

function finishReason(reply: Reply): string {
  return reply.kind === 'tool-call' ? 'tool_calls' : 'stop'
}

function usageOf(reply: Reply, promptTokens: number): object {
  const completionTokens = replyTokens(reply).length
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 },
  }
}
