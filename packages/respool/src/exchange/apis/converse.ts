import { isObject, type JsonObject } from '@respool/core'
import { callPart, joinTexts, listIn, objectIn, partsOf, textIn, turnOf } from '../parts.ts'
import type { Part } from '../conversation.ts'
import { answerOf, type Api } from './api.ts'

/** Bedrock's converse, and Amazon's own models where they are invoked. */
export const converse: Api = {
  name: 'converse',
  fits: ({ path, body, values }) =>
    'messages' in body &&
    (/\/converse(?:-stream)?$/.test(path) || values.some((each) => messageOf(each) ?? eventOf(each, 'contentBlockDelta'))),
  turns(body) {
    const system = partsOf(body['system'])
    return [...(system.length > 0 ? [{ role: 'system', parts: system }] : []), ...listIn(body, 'messages').map(turnOf)]
  },
  answers(values) {
    const whole = values.map(messageOf).find(isObject)
    const stop = values.map((each) => (objectIn(each, 'messageStop') ?? each)['stopReason']).findLast(Boolean)
    if (whole) return [answerOf(partsOf(whole['content']), stop)]
    const parts = joinTexts(values.flatMap((each) => eventParts(each)))
    return parts.length > 0 ? [answerOf(parts, stop)] : []
  },
}

function messageOf(value: JsonObject): JsonObject | undefined {
  return objectIn(objectIn(value, 'output'), 'message')
}

/** Named around it, or, with converse's own events, in a header beside it. */
function eventOf(value: JsonObject, name: string): JsonObject | undefined {
  return objectIn(value, name) ?? ('contentBlockIndex' in value ? value : undefined)
}

function eventParts(value: JsonObject): Part[] {
  const begun = objectIn(objectIn(eventOf(value, 'contentBlockStart'), 'start'), 'toolUse')
  if (begun) return [callPart(textIn(begun, 'name') ?? '', '', textIn(begun, 'toolUseId'))]
  const delta = objectIn(eventOf(value, 'contentBlockDelta'), 'delta')
  const input = textIn(objectIn(delta, 'toolUse'), 'input')
  if (input !== undefined) return [callPart('', input)]
  return delta ? partsOf(delta) : []
}
