import type { JsonObject } from '@respool/core'
import type { Turn } from '../conversation.ts'
import { listIn, partsOf, textIn, textPart } from '../parts.ts'
import { answerOf, type Api } from './api.ts'

/** A prompt and the text that goes on: OpenAI's completions, Anthropic's and Writer's, and what models on Bedrock take. */
export const completions: Api = {
  name: 'completions',
  fits: ({ path, body, values }) =>
    'prompt' in body &&
    (path.endsWith('/completions') ||
      values.some((each) => 'completion' in each || listIn(each, 'choices').some((choice) => 'text' in choice))),
  turns: promptTurns,
  answers(values) {
    const whole = values.map((each) => textIn(each, 'completion') ?? textIn(each, 'value') ?? '').join('')
    if (whole !== '') return [answerOf(textPart('text', whole), values.findLast((each) => each['stop_reason'])?.['stop_reason'])]
    const choices = values.flatMap((each) => listIn(each, 'choices'))
    const indices = [...new Set(choices.map(({ index }) => index))]
    return indices.map((at) => {
      const own = choices.filter(({ index }) => index === at)
      const text = own.map((choice) => textIn(choice, 'text') ?? '').join('')
      return answerOf(textPart('text', text), own.findLast((choice) => choice['finish_reason'])?.['finish_reason'])
    })
  },
}

/** The prompt, or several; with Ollama's `system`. */
export function promptTurns(body: JsonObject): Turn[] {
  const system = partsOf(body['system'])
  return [...(system.length > 0 ? [{ role: 'system', parts: system }] : []), { role: 'prompt', parts: partsOf(body['prompt']) }]
}
