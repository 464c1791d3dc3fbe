import { bytesAnswer, emptyAnswer, jsonAnswer, streamAnswer, type Answer } from '../answer.ts'
import { openaiApi } from '../openai/api.ts'
import type { ReceivedRequest } from '../received.ts'
import type { Route } from './route.ts'

/** What HTTP can do and no LLM API is asked to show. */
export const httpRoutes: readonly Route[] = [
  { method: '*', path: '/echo', answer: echo },
  {
    method: '*',
    path: '/echo/body',
    answer: (request) => bytesAnswer(request.headers['content-type'] ?? 'application/octet-stream', request.bytes),
  },
  { method: '*', path: '/status/*', answer: (_, status) => statusAnswer(Number(status)) },
  { method: '*', path: '/redirect/*', answer: (_, rest) => redirect(rest) },
  { method: '*', path: '/gzip', answer: () => ({ ...jsonAnswer({ zipped: 'Olá! '.repeat(50) }), gzip: 'always' }) },
  { method: '*', path: '/ndjson', answer: ndjson },
]

function echo({ method, path, rawHeaders, text, bytes }: ReceivedRequest): Answer {
  return jsonAnswer({ method, path, headers: rawHeaders, body: text, base64: Buffer.from(bytes).toString('base64') })
}

function statusAnswer(status: number): Answer {
  if (status === 204) return emptyAnswer(204)
  if (status === 304) return emptyAnswer(304, [['ETag', '"respool"']])
  return status >= 400 ? openaiApi.error(status) : jsonAnswer({ status }, { status })
}

/** `/redirect/307/v1/models` leads to `/v1/models`. */
function redirect(rest: string): Answer {
  const [status = '', ...path] = rest.split('/')
  return emptyAnswer(Number(status), [['Location', `/${path.join('/')}`]])
}

function ndjson({ text }: ReceivedRequest): Answer {
  const lines = ['Olá', '!', ` ${text.length}`].map((content) => ({ content, done: false }))
  return streamAnswer(
    'application/x-ndjson',
    [...lines, { content: '', done: true }].map((line) => Buffer.from(`${JSON.stringify(line)}\n`)),
  )
}
