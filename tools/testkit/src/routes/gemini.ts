import { jsonAnswer, streamAnswer, type Answer } from '../answer.ts'
import { apiAnswer, type Forms } from '../forms.ts'
import { geminiApi as api } from '../gemini/api.ts'
import { contentBody, contentChunks } from '../gemini/content.ts'
import type { ReceivedRequest } from '../received.ts'
import { sseChunks } from '../sse.ts'
import { frameOf, replyTo, sseOptionsOf } from './prompt.ts'
import type { Route } from './route.ts'

/** Gemini's API, as far as clients of it are tested. The model stands in the path, and the method behind it. */
export const geminiRoutes: readonly Route[] = ['v1', 'v1beta'].map((version) => ({
  method: 'POST',
  path: `/${version}/models/*`,
  answer: model,
}))

function model(request: ReceivedRequest, rest: string): Answer {
  const [name = '', method] = rest.split(':').map(decodeURIComponent)
  const frame = { ...frameOf(request), model: name }
  const answer = (content: (forms: Forms) => Answer) => apiAnswer(request, content, { model: name, api })
  if (method === 'generateContent') return answer((forms) => jsonAnswer(contentBody(replyTo(request, forms), frame)))
  if (method === 'streamGenerateContent') {
    return answer((forms) => stream(contentChunks(replyTo(request, forms), frame), request, forms))
  }
  return api.error(404, `There is no method ${method}`)
}

/** As events only where `alt=sse` asks for them; otherwise as one JSON array that grows. Lines end in CR LF either way. */
function stream(chunks: readonly object[], request: ReceivedRequest, forms: Forms): Answer {
  if (new URL(request.path, 'http://any').searchParams.get('alt') === 'sse') {
    return streamAnswer('text/event-stream', sseChunks(chunks, { ...sseOptionsOf(forms), newline: '\r\n' }))
  }
  const parts = chunks.map((chunk, index) => `${index === 0 ? '[' : ',\r\n'}${JSON.stringify(chunk)}`)
  return streamAnswer(
    'application/json; charset=UTF-8',
    [...parts, '\r\n]'].map((part) => Buffer.from(part)),
  )
}
