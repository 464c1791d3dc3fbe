import type { Forms } from '../forms.ts'
import { jsonOf, recordOf, type ReceivedRequest } from '../received.ts'
import { frameDefaults, tokensOf, type Reply, type ReplyFrame } from '../reply.ts'
import type { SseOptions } from '../sse.ts'
import { toolName, turnsOf } from './conversation.ts'

/**
 * What the model answers: computed from the last thing that was said to it, so that another prompt has another answer.
 * A request that carries a tool's result is answered with text, so that an agent's loop ends.
 */
export function replyTo(request: ReceivedRequest, forms: Forms): Reply {
  const last = turnsOf(request).at(-1) ?? { role: 'user', text: '' }
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
  const words = turnsOf(request).reduce((count, { text }) => count + tokensOf(text).length, 0)
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
