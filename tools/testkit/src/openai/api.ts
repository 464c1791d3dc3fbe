import { jsonAnswer } from '../answer.ts'
import { cookies, errorOf, requestIdOf, serverSecrets, type Api } from '../api.ts'

const kinds: Readonly<Record<number, { type: string; code: string | null }>> = {
  400: { type: 'invalid_request_error', code: null },
  401: { type: 'invalid_request_error', code: 'invalid_api_key' },
  404: { type: 'invalid_request_error', code: 'model_not_found' },
  429: { type: 'requests', code: 'rate_limit_exceeded' },
}

export const openaiApi: Api = {
  headers: (request) => [
    ['openai-organization', serverSecrets[0]],
    ['openai-project', serverSecrets[1]],
    ['openai-processing-ms', '42'],
    ['openai-version', '2020-10-01'],
    ['x-request-id', requestIdOf(request)],
    ...cookies,
  ],
  error(status, text) {
    const { message, headers } = errorOf(status, text)
    const { type, code } = kinds[status] ?? { type: 'server_error', code: null }
    return jsonAnswer({ error: { message, type, param: null, code } }, { status, headers })
  },
}
