import { bytesAnswer, jsonAnswer, streamAnswer, type Answer } from '../answer.ts'
import { apiAnswer, type Forms } from '../forms.ts'
import { hashOf, noiseBytes } from '../hash.ts'
import { openaiApi } from '../openai/api.ts'
import { completionBody, completionChunks } from '../openai/completion.ts'
import { frameDefaults } from '../reply.ts'
import { responseBody, responseEvents } from '../openai/response.ts'
import { jsonOf, recordOf, type ReceivedRequest } from '../received.ts'
import { sseChunks } from '../sse.ts'
import { frameOf, replyTo, sseOptionsOf } from './prompt.ts'
import type { Route } from './route.ts'

const eventStream = 'text/event-stream; charset=utf-8'
const modelIds = ['gpt-4o', 'gpt-4o-mini', 'text-embedding-3-small', 'tts-1']

/** OpenAI's API, as far as clients of it are tested. */
export const openaiRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/chat/completions', answer: (request) => apiAnswer(request, (forms) => chat(request, forms)) },
  { method: 'POST', path: '/v1/responses', answer: (request) => apiAnswer(request, (forms) => responses(request, forms)) },
  { method: 'POST', path: '/v1/embeddings', answer: (request) => apiAnswer(request, () => embeddings(request)) },
  { method: 'POST', path: '/v1/audio/speech', answer: (request) => apiAnswer(request, () => speech(request)) },
  {
    method: 'GET',
    path: '/v1/models',
    answer: (request) => apiAnswer(request, () => jsonAnswer({ object: 'list', data: modelIds.map(modelOf) })),
  },
  { method: 'GET', path: '/v1/models/*', answer: (request, id) => apiAnswer(request, () => model(id), { model: id }) },
]

function chat(request: ReceivedRequest, forms: Forms): Answer {
  const body = jsonOf(request)
  const usage = recordOf(body['stream_options'])['include_usage'] === true
  const options = { ...frameOf(request), usage, n: typeof body['n'] === 'number' ? body['n'] : 1 }
  const reply = replyTo(request, forms)
  if (body['stream'] !== true) return jsonAnswer(completionBody(reply, options))
  return streamAnswer(eventStream, sseChunks([...completionChunks(reply, options), '[DONE]'], sseOptionsOf(forms)))
}

function responses(request: ReceivedRequest, forms: Forms): Answer {
  const reply = replyTo(request, forms)
  if (jsonOf(request)['stream'] !== true) return jsonAnswer(responseBody(reply, frameOf(request)))
  return streamAnswer(eventStream, sseChunks(responseEvents(reply, frameOf(request)), { ...sseOptionsOf(forms), named: true }))
}

function embeddings(request: ReceivedRequest): Answer {
  const { input, model: name, dimensions, encoding_format } = jsonOf(request)
  const texts = (Array.isArray(input) ? input : [input]).map(String)
  const data = texts.map((text, index) => {
    const vector = vectorOf(text, typeof dimensions === 'number' ? dimensions : 8)
    const embedding = encoding_format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : Array.from(vector)
    return { object: 'embedding', index, embedding }
  })
  return jsonAnswer({ object: 'list', data, model: name, usage: { prompt_tokens: texts.length, total_tokens: texts.length } })
}

/** Multiples of 1/128, which a 32-bit float holds exactly: both encodings then give the same numbers. */
function vectorOf(text: string, dimensions: number): Float32Array {
  return Float32Array.from({ length: dimensions }, (_, index) => Number.parseInt(hashOf(text, String(index)).slice(0, 2), 16) / 128 - 1)
}

function speech(request: ReceivedRequest): Answer {
  return bytesAnswer('audio/mpeg', noiseBytes(String(jsonOf(request)['input']), 2048))
}

function model(id: string): Answer {
  return modelIds.includes(id) ? jsonAnswer(modelOf(id)) : openaiApi.error(404)
}

function modelOf(id: string): object {
  return { id, object: 'model', created: frameDefaults.created, owned_by: 'system' }
}
