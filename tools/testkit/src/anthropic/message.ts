import { frameDefaults, replyTokens, type Reply, type ReplyFrame } from '../reply.ts'

/** The events of Anthropic's messages API, in the order it sends them. https://docs.anthropic.com/en/api/messages-streaming */
export function messageEvents(reply: Reply, given: Partial<ReplyFrame> = {}): object[] {
  const frame = { ...frameDefaults, ...given }
  return [
    { type: 'message_start', message: { ...shell(frame), content: [], stop_reason: null, usage: usageOf(frame, 1) } },
    { type: 'content_block_start', index: 0, content_block: blockOf(reply, true) },
    { type: 'ping' },
    ...replyTokens(reply).map((token) => ({ type: 'content_block_delta', index: 0, delta: deltaOf(reply, token) })),
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: stopReason(reply), stop_sequence: null },
      usage: { output_tokens: replyTokens(reply).length },
    },
    { type: 'message_stop' },
  ]
}

/** The same message in one piece. */
export function messageBody(reply: Reply, given: Partial<ReplyFrame> = {}): object {
  const frame = { ...frameDefaults, ...given }
  const usage = usageOf(frame, replyTokens(reply).length)
  return { ...shell(frame), content: [blockOf(reply, false)], stop_reason: stopReason(reply), usage }
}

function shell({ id, model }: ReplyFrame): object {
  return { id: `msg_${id}`, type: 'message', role: 'assistant', model, stop_sequence: null }
}

/** A block as it begins, empty, or as it is. */
function blockOf(reply: Reply, begun: boolean): object {
  if (reply.kind !== 'tool-call') return { type: 'text', text: begun ? '' : reply.text }
  return { type: 'tool_use', id: `toolu_${reply.callId}`, name: reply.name, input: begun ? {} : (JSON.parse(reply.arguments) as object) }
}

function deltaOf(reply: Reply, token: string): object {
  return reply.kind === 'tool-call' ? { type: 'input_json_delta', partial_json: token } : { type: 'text_delta', text: token }
}

function stopReason({ kind }: Reply): string {
  return { text: 'end_turn', refusal: 'refusal', 'tool-call': 'tool_use' }[kind]
}

function usageOf({ promptTokens }: ReplyFrame, outputTokens: number): object {
  return {
    input_tokens: promptTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: outputTokens,
    service_tier: 'standard',
  }
}
