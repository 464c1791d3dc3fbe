import { jsonAnswer, streamAnswer, type Answer } from '../answer.ts'
import { apiAnswer, type Forms } from '../forms.ts'
import { mistralApi as api } from '../mistral/api.ts'
import { mistralBody, mistralChunks } from '../mistral/completion.ts'
import { jsonOf, type ReceivedRequest } from '../received.ts'
import { sseChunks } from '../sse.ts'
import { frameOf, replyTo, sseOptionsOf } from './prompt.ts'
import type { Route } from './route.ts'

/** Mistral's API, as far as clients of it are tested: below a path of its own, since its routes have the names of OpenAI's. */
export const mistralRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/mistral/v1/chat/completions',
    answer: (request) => apiAnswer(request, (forms) => chat(request, forms), { api }),
  },
]

function chat(request: ReceivedRequest, forms: Forms): Answer {
  const reply = replyTo(request, forms)
  if (jsonOf(request)['stream'] !== true) return jsonAnswer(mistralBody(reply, frameOf(request)))
  return streamAnswer(
    'text/event-stream; charset=utf-8',
    sseChunks([...mistralChunks(reply, frameOf(request)), '[DONE]'], sseOptionsOf(forms)),
  )
}
