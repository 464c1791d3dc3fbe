import { frameDefaults, replyTokens, type Reply, type ReplyFrame } from '../reply.ts'

/** Which of Ollama's two APIs: `chat` answers with messages, `generate` with text. */
export type OllamaApi = 'chat' | 'generate'

/** The lines of a streamed answer. A tool's call comes in one piece. https://github.com/ollama/ollama/blob/main/docs/api.md */
export function ollamaLines(api: OllamaApi, reply: Reply, given: Partial<ReplyFrame> = {}): object[] {
  const frame = { ...frameDefaults, ...given }
  const pieces = reply.kind === 'tool-call' ? [reply] : replyTokens(reply).map((text) => ({ kind: 'text' as const, text }))
  return [
    ...pieces.map((piece) => ({ ...shell(frame), ...contentOf(api, piece), done: false })),
    { ...shell(frame), ...contentOf(api, { kind: 'text', text: '' }), ...summaryOf(api, reply, frame) },
  ]
}

/** The same answer in one piece. */
export function ollamaBody(api: OllamaApi, reply: Reply, given: Partial<ReplyFrame> = {}): object {
  const frame = { ...frameDefaults, ...given }
  return { ...shell(frame), ...contentOf(api, reply), ...summaryOf(api, reply, frame) }
}

function shell({ model, created }: ReplyFrame): object {
  return { model, created_at: new Date(created * 1000).toISOString() }
}

function contentOf(api: OllamaApi, reply: Reply): object {
  if (api === 'generate') return { response: reply.kind === 'tool-call' ? reply.arguments : reply.text }
  if (reply.kind !== 'tool-call') return { message: { role: 'assistant', content: reply.text } }
  const call = { function: { name: reply.name, arguments: JSON.parse(reply.arguments) as object } }
  return { message: { role: 'assistant', content: '', tool_calls: [call] } }
}

function summaryOf(api: OllamaApi, reply: Reply, { promptTokens }: ReplyFrame): object {
  return {
    done: true,
    done_reason: 'stop',
    // What to send along to go on from here; chat has its messages for that.
    ...(api === 'generate' ? { context: [1, 2, 3] } : {}),
    // Nanoseconds.
    total_duration: 42_000_000,
    load_duration: 2_000_000,
    prompt_eval_count: promptTokens,
    prompt_eval_duration: 10_000_000,
    eval_count: replyTokens(reply).length,
    eval_duration: 30_000_000,
  }
}
