import type { Forms } from '../forms.ts'
import { jsonOf, recordOf, type ReceivedRequest } from '../received.ts'
import { frameDefaults, tokensOf, type Reply, type ReplyFrame } from '../openai/reply.ts'
import type { SseOptions } from '../sse.ts'

/**
 * What the model answers: computed from the last thing that was said to it, so that another prompt has another answer.
 * A request that carries a tool's result is answered with text, so that an agent's loop ends.
 */
export function replyTo(request: ReceivedRequest, forms: Forms): Reply {
  const turns = turnsOf(jsonOf(request))
  const last = turns.at(-1) ?? { role: '', text: '' }
  if (last.role === 'tool') return { kind: 'text', text: `The tool said: ${last.text}` }
  if (forms.has('refusal')) return { kind: 'refusal', text: `I cannot help with: ${last.text}` }
  if (forms.has('tool-call')) {
    const args = JSON.stringify({ city: 'Lisboa', question: last.text })
    return { kind: 'tool-call', callId: `call_${request.fingerprint.slice(0, 24)}`, name: toolName(request), arguments: args }
  }
  const suffix = forms.has('count') ? ` (answer ${request.nth})` : ''
  return { kind: 'text', text: `Olá! You said: ${last.text}${suffix}` }
}

export function frameOf(request: ReceivedRequest): ReplyFrame {
  const body = jsonOf(request)
  const words = turnsOf(body).reduce((count, { text }) => count + tokensOf(text).length, 0)
  return {
    ...frameDefaults,
    id: request.fingerprint.slice(0, 24),
    model: typeof body['model'] === 'string' ? body['model'] : frameDefaults.model,
    promptTokens: words,
    obfuscation: recordOf(body['stream_options'])['include_obfuscation'] !== false,
  }
}

export function sseOptionsOf(forms: Forms): SseOptions {
  return { newline: forms.has('crlf') ? '\r\n' : '\n', comments: forms.has('comments') }
}

interface Turn {
  readonly role: string
  readonly text: string
}

/** What the user and the tools said, of both APIs. */
function turnsOf(body: Readonly<Record<string, unknown>>): Turn[] {
  const { input, messages } = body
  if (typeof input === 'string') return [{ role: 'user', text: input }]
  const items = Array.isArray(messages) ? messages : Array.isArray(input) ? input : []
  return items.map(recordOf).flatMap((item) => {
    if (item['type'] === 'function_call_output') return [{ role: 'tool', text: textOf(item['output']) }]
    const role = String(item['role'])
    return role === 'user' || role === 'tool' ? [{ role, text: textOf(item['content']) }] : []
  })
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return Array.isArray(content) ? content.map((part) => stringOf(recordOf(part)['text']) ?? '').join('') : ''
}

/** The first tool that was offered; chat completions nest its name, responses do not. */
function toolName(request: ReceivedRequest): string {
  const { tools } = jsonOf(request)
  const tool = recordOf(Array.isArray(tools) ? tools[0] : undefined)
  return stringOf(recordOf(tool['function'])['name']) ?? stringOf(tool['name']) ?? 'get_weather'
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
