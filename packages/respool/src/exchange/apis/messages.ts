import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import { listIn, objectIn, partsOf, textIn, turnOf } from '../parts.ts'
import { answerOf, type Api } from './api.ts'

/** Anthropic's messages, wherever they are served: also on Vertex and Bedrock. */
export const messages: Api = {
  name: 'messages',
  fits: ({ path, body, values }) =>
    'messages' in body &&
    (path.endsWith('/messages') ||
      'anthropic_version' in body ||
      values.some((each) => each['type'] === 'message' || each['type'] === 'message_start')),
  turns({ system, ...body }) {
    const parts = partsOf(system)
    return [...(parts.length > 0 ? [{ role: 'system', parts }] : []), ...listIn(body, 'messages').map(turnOf)]
  },
  answers(values) {
    const whole = values.find((each) => each['type'] === 'message')
    const message = whole ?? joined(values)
    return message ? [answerOf(partsOf(message['content']), message['stop_reason'])] : []
  },
}

/** The message that the events of a stream come to. */
function joined(events: readonly JsonObject[]): JsonObject | undefined {
  const start = events.find((each) => each['type'] === 'message_start')
  if (!start) return undefined
  const blocks: JsonObject[] = []
  let stop: JsonValue | undefined
  for (const event of events) {
    const index = Number(event['index'])
    const block = objectIn(event, 'content_block')
    const delta = objectIn(event, 'delta')
    if (block) blocks[index] = { ...block }
    else if (event['type'] === 'message_delta') stop = delta?.['stop_reason']
    else if (delta && blocks[index]) add(blocks[index], delta)
  }
  const content = blocks.filter(isObject).map(({ json, ...block }) => (json === undefined ? block : { ...block, input: json }))
  return { content, stop_reason: stop ?? null }
}

function add(block: JsonObject, delta: JsonObject): void {
  for (const [key, into] of [
    ['text', 'text'],
    ['thinking', 'thinking'],
    ['partial_json', 'json'],
  ] as const) {
    const piece = textIn(delta, key)
    if (piece !== undefined) block[into] = `${textIn(block, into) ?? ''}${piece}`
  }
}
