import { frameDefaults, obfuscationOf, replyTokens, type Reply, type ReplyFrame } from '../reply.ts'

/** The events of OpenAI's responses API, in the order it sends them. */
export function responseEvents(reply: Reply, given: Partial<ReplyFrame> = {}): object[] {
  const frame = { ...frameDefaults, ...given }
  const begun = { ...responseShell(frame), status: 'in_progress', output: [] }
  const events = [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...itemEvents(reply, frame),
    { type: 'response.completed', response: responseBody(reply, frame) },
  ]
  return events.map((event, sequence_number) => ({ ...event, sequence_number }))
}

/** The same response in one piece. */
export function responseBody(reply: Reply, given: Partial<ReplyFrame> = {}): object {
  const frame = { ...frameDefaults, ...given }
  const outputTokens = replyTokens(reply).length
  return {
    ...responseShell(frame),
    status: 'completed',
    output: [itemOf(reply, frame, 'completed')],
    usage: {
      input_tokens: frame.promptTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: frame.promptTokens + outputTokens,
    },
  }
}

function itemEvents(reply: Reply, frame: ReplyFrame): object[] {
  const at = { item_id: itemId(reply, frame), output_index: 0 }
  const opened = { type: 'response.output_item.added', output_index: 0, item: itemOf(reply, frame, 'in_progress') }
  const closed = { type: 'response.output_item.done', output_index: 0, item: itemOf(reply, frame, 'completed') }
  const deltas = (type: string, place: object) =>
    replyTokens(reply).map((delta) => ({ type, ...place, delta, ...(frame.obfuscation ? { obfuscation: obfuscationOf(delta) } : {}) }))
  if (reply.kind === 'tool-call') {
    const done = { type: 'response.function_call_arguments.done', ...at, name: reply.name, arguments: reply.arguments }
    return [opened, ...deltas('response.function_call_arguments.delta', at), done, closed]
  }
  const part = { ...at, content_index: 0 }
  const name = reply.kind === 'text' ? 'response.output_text' : 'response.refusal'
  return [
    opened,
    { type: 'response.content_part.added', ...part, part: partOf(reply, '') },
    ...deltas(`${name}.delta`, reply.kind === 'text' ? { ...part, logprobs: [] } : part),
    { type: `${name}.done`, ...part, ...(reply.kind === 'text' ? { text: reply.text, logprobs: [] } : { refusal: reply.text }) },
    { type: 'response.content_part.done', ...part, part: partOf(reply, reply.text) },
    closed,
  ]
}

function itemOf(reply: Reply, frame: ReplyFrame, status: 'in_progress' | 'completed'): object {
  const id = itemId(reply, frame)
  const done = status === 'completed'
  if (reply.kind === 'tool-call') {
    return { id, type: 'function_call', status, arguments: done ? reply.arguments : '', call_id: reply.callId, name: reply.name }
  }
  return { id, type: 'message', status, content: done ? [partOf(reply, reply.text)] : [], role: 'assistant' }
}

function itemId(reply: Reply, { id }: ReplyFrame): string {
  return `${reply.kind === 'tool-call' ? 'fc' : 'msg'}_${id}`
}

function partOf(reply: Reply, text: string): object {
  return reply.kind === 'refusal' ? { type: 'refusal', refusal: text } : { type: 'output_text', annotations: [], logprobs: [], text }
}

function responseShell({ id, model, created }: ReplyFrame): object {
  return {
    id: `resp_${id}`,
    object: 'response',
    created_at: created,
    background: false,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: null,
    model,
    parallel_tool_calls: true,
    previous_response_id: null,
    service_tier: 'default',
    store: true,
    temperature: 1,
    text: { format: { type: 'text' }, verbosity: 'medium' },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: null,
    user: null,
    metadata: {},
  }
}
