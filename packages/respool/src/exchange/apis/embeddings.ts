import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import { plural } from '../../terminal/units.ts'
import { listIn, mediaPart, objectIn, partsOf } from '../parts.ts'
import { answerOf, type Api } from './api.ts'

/** Vectors of texts: OpenAI's API, Ollama's, Gemini's, Cohere's. */
export const embeddings: Api = {
  name: 'embeddings',
  fits: ({ path }) => /(?:\/embeddings|\/embed|:embedContent|:batchEmbedContents)$/.test(path),
  turns: (body) => inputs(body).map((input) => ({ role: 'input', parts: partsOf(input) })),
  answers(values) {
    const vectors = values.flatMap(vectorsOf)
    if (vectors.length === 0) return []
    const lengths = [...new Set(vectors.map(lengthOf))].filter((length) => length > 0)
    const of = lengths.length > 0 ? ` of ${lengths.map((length) => plural(length, 'number')).join(', ')}` : ''
    return [answerOf([mediaPart(`${plural(vectors.length, 'vector')}${of}`, JSON.stringify(vectors))], undefined)]
  },
}

function inputs(body: JsonObject): JsonValue[] {
  const given = body['input'] ?? body['prompt'] ?? body['texts'] ?? objectIn(body, 'content')?.['parts']
  const many = Array.isArray(given)
    ? given
    : given === undefined
      ? listIn(body, 'requests').map((each) => objectIn(each, 'content')?.['parts'] ?? each)
      : [given]
  // Tokens in place of text: one input, however many.
  return many.every((each) => typeof each === 'number') && many.length > 0 ? [`(${plural(many.length, 'token')})`] : many
}

function vectorsOf(value: JsonObject): JsonValue[] {
  if (Array.isArray(value['data'])) return value['data'].filter(isObject).map((each) => each['embedding'] ?? null)
  const found = value['embeddings'] ?? value['embedding']
  // Cohere's are by type: float, int8.
  const list = isObject(found) && !('values' in found) ? (Object.values(found)[0] ?? []) : found
  if (!Array.isArray(list)) return list === undefined ? [] : [list]
  return list.every((each) => typeof each === 'number') ? [list] : list
}

/** Of base64, four bytes a number. */
function lengthOf(vector: JsonValue): number {
  if (typeof vector === 'string') return Math.floor(Buffer.from(vector, 'base64').length / 4)
  const list = isObject(vector) ? vector['values'] : vector
  return Array.isArray(list) ? list.length : 0
}
