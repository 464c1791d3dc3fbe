import type { JsonObject } from '@respool/core'
import { listIn, objectIn, textIn, textPart, turnOf, callOf } from '../parts.ts'
import { answerOf, type Api } from './api.ts'
import { promptTurns } from './completions.ts'

/** Ollama's own API; it speaks OpenAI's and Anthropic's, too, elsewhere. */
export const ollama: Api = {
  name: 'ollama',
  fits: ({ path }) => /\/api\/(?:chat|generate)$/.test(path),
  turns: (body) => ('messages' in body ? listIn(body, 'messages').map(turnOf) : promptTurns(body)),
  answers(lines) {
    const messages = lines.map((line) => objectIn(line, 'message') ?? line)
    const parts = [
      ...textPart('reasoning', joined(messages, 'thinking')),
      ...textPart('text', joined(messages, 'content') + joined(messages, 'response')),
      ...messages.flatMap((each) => listIn(each, 'tool_calls')).flatMap(callOf),
    ]
    const last = lines.findLast((line) => line['done'] === true)
    return lines.length > 0 ? [answerOf(parts, last && (textIn(last, 'done_reason') ?? 'done'))] : []
  },
}

function joined(messages: readonly JsonObject[], key: string): string {
  return messages.map((each) => textIn(each, key) ?? '').join('')
}
