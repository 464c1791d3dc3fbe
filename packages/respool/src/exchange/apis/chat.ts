import { isRespoolError, type JsonObject } from '@respool/core'
import { accumulate } from '@respool/openai'
import { listIn, objectIn, textIn, turnOf } from '../parts.ts'
import { answerOf, type Api } from './api.ts'

/** OpenAI's chat completions, and all that speak like them: Azure, OpenRouter, Mistral, Groq, vLLM, … */
export const chat: Api = {
  name: 'chat completions',
  fits: ({ path, body, values }) =>
    'messages' in body &&
    (path.endsWith('/chat/completions') ||
      values.some((each) => listIn(each, 'choices').some((choice) => 'message' in choice || 'delta' in choice))),
  turns: (body) => listIn(body, 'messages').map(turnOf),
  answers: (values) =>
    choicesOf(values).map((choice) => answerOf(turnOf(objectIn(choice, 'message') ?? {}).parts, choice['finish_reason'])),
}

function choicesOf(values: readonly JsonObject[]): JsonObject[] {
  const chunks = values.filter((each) => listIn(each, 'choices').some((choice) => 'delta' in choice))
  if (chunks.length === 0) return values.flatMap((each) => listIn(each, 'choices'))
  try {
    const choices = (accumulate(chunks as never)?.choices ?? []) as unknown as JsonObject[]
    return choices.map((choice) => withReasoning(choice, chunks))
  } catch (error) {
    // Chunks that do not say where they belong: as they stand, each by itself.
    if (isRespoolError(error))
      return chunks.flatMap((each) => listIn(each, 'choices')).map(({ delta, ...rest }) => ({ ...rest, message: delta ?? {} }))
    throw error
  }
}

/** Reasoning is not in OpenAI's API, so accumulate has its last piece only. */
function withReasoning(choice: JsonObject, chunks: readonly JsonObject[]): JsonObject {
  const deltas = chunks
    .flatMap((each) => listIn(each, 'choices').filter(({ index }) => index === choice['index']))
    .map(({ delta }) => delta as JsonObject)
  const { reasoning_content: _, reasoning: __, ...message } = objectIn(choice, 'message') ?? {}
  const reasoning = deltas.map((delta) => textIn(delta, 'reasoning_content') ?? textIn(delta, 'reasoning') ?? '').join('')
  return { ...choice, message: { ...message, ...(reasoning !== '' && { reasoning }) } }
}
