import { isObject, type JsonObject } from '@respool/core'
import { listIn, objectIn, partsOf, textIn, textPart, turnOf, callOf } from '../parts.ts'
import { answerOf, type Api } from './api.ts'

/** Cohere's chat, of both versions: a message and a history, or messages. */
export const cohere: Api = {
  name: 'cohere chat',
  fits: ({ path, body, values }) =>
    /\/v[12]\/chat$/.test(path) && ('message' in body || 'messages' in body) && !values.some((each) => 'choices' in each),
  turns(body) {
    const before = listIn(body, 'chat_history').map(({ role, message }) => ({
      role: typeof role === 'string' ? role.toLowerCase() : 'user',
      parts: partsOf(message),
    }))
    return 'messages' in body ? listIn(body, 'messages').map(turnOf) : [...before, { role: 'user', parts: partsOf(body['message']) }]
  },
  answers(values) {
    const whole = values
      .map((each) => objectIn(each, 'response') ?? each)
      .find((each) => 'text' in each && 'generation_id' in each && !('event_type' in each))
    if (whole) return [answerOf([...partsOf(whole['text']), ...listIn(whole, 'tool_calls').flatMap(callOf)], finishOf(values))]
    const message = values.map((each) => objectIn(each, 'message')).find(isObject)
    if (message) return [answerOf(turnOf(message).parts, finishOf(values))]
    const text = values.map(pieceOf).join('')
    return text === '' ? [] : [answerOf(textPart('text', text), finishOf(values))]
  },
}

function pieceOf(event: JsonObject): string {
  if (event['event_type'] === 'text-generation') return textIn(event, 'text') ?? ''
  const content = objectIn(objectIn(objectIn(event, 'delta'), 'message'), 'content')
  return textIn(content, 'text') ?? ''
}

function finishOf(values: readonly JsonObject[]): unknown {
  return values.map((each) => each['finish_reason'] ?? objectIn(each, 'delta')?.['finish_reason']).findLast(Boolean)
}
