import { isObject, isRespoolError, type JsonObject } from '@respool/core'
import { accumulate } from '@respool/openai'
import type { Turn } from '../conversation.ts'
import { mergeTurns, objectIn, partsOf, textIn, turnOf } from '../parts.ts'
import { answerOf, type Api } from './api.ts'

/** OpenAI's responses. */
export const responses: Api = {
  name: 'responses',
  fits: ({ path, body, values }) =>
    'input' in body &&
    (path.endsWith('/responses') ||
      values.some((each) => each['object'] === 'response' || objectIn(each, 'response')?.['object'] === 'response')),
  turns: ({ instructions, input }) => [...systemTurn(instructions), ...inputTurns(input)],
  answers(values) {
    const response = wholeOf(values)
    if (!response) return []
    const reason = textIn(objectIn(response, 'incomplete_details'), 'reason')
    return [answerOf(partsOf(response['output']), reason ?? response['status'])]
  },
}

function systemTurn(instructions: JsonObject[string] | undefined): Turn[] {
  const parts = partsOf(instructions)
  return parts.length > 0 ? [{ role: 'system', parts }] : []
}

function inputTurns(input: JsonObject[string] | undefined): Turn[] {
  if (!Array.isArray(input)) return [{ role: 'user', parts: partsOf(input) }]
  return mergeTurns(input.filter(isObject).map(turnOf))
}

function wholeOf(values: readonly JsonObject[]): JsonObject | undefined {
  const whole = values.find((each) => Array.isArray(each['output']))
  if (whole) return whole
  try {
    return accumulate(values.filter((each) => 'type' in each) as never)
  } catch (error) {
    if (isRespoolError(error)) return undefined
    throw error
  }
}
