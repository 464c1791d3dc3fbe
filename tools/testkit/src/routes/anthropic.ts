import { jsonAnswer, streamAnswer, type Answer } from '../answer.ts'
import { anthropicApi as api } from '../anthropic/api.ts'
import { messageBody, messageEvents } from '../anthropic/message.ts'
import { apiAnswer, type Forms } from '../forms.ts'
import { jsonOf, type ReceivedRequest } from '../received.ts'
import { sseChunks } from '../sse.ts'
import { frameOf, replyTo, sseOptionsOf } from './prompt.ts'
import type { Route } from './route.ts'

/** Anthropic's API, as far as clients of it are tested. */
export const anthropicRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/messages', answer: (request) => apiAnswer(request, (forms) => messages(request, forms), { api }) },
]

function messages(request: ReceivedRequest, forms: Forms): Answer {
  const reply = replyTo(request, forms)
  if (jsonOf(request)['stream'] !== true) return jsonAnswer(messageBody(reply, frameOf(request)))
  const events = messageEvents(reply, frameOf(request))
  return streamAnswer('text/event-stream; charset=utf-8', sseChunks(events, { ...sseOptionsOf(forms), named: true }))
}
