import { jsonAnswer, streamAnswer, type Answer } from '../answer.ts'
import { apiAnswer, type Forms } from '../forms.ts'
import { ollamaApi as api } from '../ollama/api.ts'
import { ollamaBody, ollamaLines, type OllamaApi } from '../ollama/lines.ts'
import { jsonOf, type ReceivedRequest } from '../received.ts'
import { frameOf, replyTo, sseOptionsOf } from './prompt.ts'
import type { Route } from './route.ts'

/** Ollama's API, as far as clients of it are tested. */
export const ollamaRoutes: readonly Route[] = (['chat', 'generate'] as const).map((name) => ({
  method: 'POST',
  path: `/api/${name}`,
  answer: (request) => apiAnswer(request, (forms) => reply(name, request, forms), { api }),
}))

/** A stream, unless the request says no. */
function reply(name: OllamaApi, request: ReceivedRequest, forms: Forms): Answer {
  const said = replyTo(request, forms)
  if (jsonOf(request)['stream'] === false) return jsonAnswer(ollamaBody(name, said, frameOf(request)))
  const { newline } = sseOptionsOf(forms)
  const lines = ollamaLines(name, said, frameOf(request)).map((line) => Buffer.from(JSON.stringify(line) + newline))
  return streamAnswer('application/x-ndjson', lines)
}
