import { frameDefaults, replyTokens, type Reply, type ReplyFrame } from '../reply.ts'

/** A chat completion's chunks in Mistral's shapes, without the `[DONE]` that ends the stream. A tool's call comes in one piece. https://docs.mistral.ai/api */
export function mistralChunks(reply: Reply, given: Partial<ReplyFrame> = {}): object[] {
  const frame = { ...frameDefaults, ...given }
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    ...head(frame, 'chat.completion.chunk'),
    choices: [{ index: 0, delta, finish_reason }],
  })
  const contents = reply.kind === 'tool-call' ? [] : replyTokens(reply).map((content) => chunk({ content }))
  const last = reply.kind === 'tool-call' ? { content: '', tool_calls: [callOf(reply)] } : { content: '' }
  return [chunk({ role: 'assistant', content: '' }), ...contents, { ...chunk(last, finishReason(reply)), usage: usageOf(reply, frame) }]
}

/** The same completion in one piece. */
export function mistralBody(reply: Reply, given: Partial<ReplyFrame> = {}): object {
  const frame = { ...frameDefaults, ...given }
  const message =
    reply.kind === 'tool-call'
      ? { role: 'assistant', tool_calls: [callOf(reply)], content: '' }
      : { role: 'assistant', tool_calls: null, content: reply.text }
  const choices = [{ index: 0, finish_reason: finishReason(reply), message }]
  return { ...head(frame, 'chat.completion'), choices, usage: usageOf(reply, frame) }
}

function head({ id, created, model }: ReplyFrame, object: string): object {
  return { id, object, created, model }
}

/** Ids are nine letters and digits. */
function callOf({ callId, name, arguments: args }: Reply & { kind: 'tool-call' }): object {
  return { id: callId.slice(-9), function: { name, arguments: args }, index: 0 }
}

function finishReason({ kind }: Reply): string {
  return kind === 'tool-call' ? 'tool_calls' : 'stop'
}

function usageOf(reply: Reply, { promptTokens }: ReplyFrame): object {
  const completion_tokens = replyTokens(reply).length
  return { prompt_tokens: promptTokens, total_tokens: promptTokens + completion_tokens, completion_tokens }
}
